// A recorded history as its file holds it: what was heard and done, before any code of now looks at it.
import { readdirSync, readFileSync } from 'node:fs';

const HISTORIES = new URL('./histories/', import.meta.url);

export interface HistoryEvent {
  eventType: string;
  eventTime: string;
  workflowExecutionStartedEventAttributes?: { input: Payloads };
  workflowExecutionUpdateAcceptedEventAttributes?: { acceptedRequest: { input: { args: Payloads } } };
  workflowExecutionUpdateCompletedEventAttributes?: { outcome: { success: Payloads } };
  markerRecordedEventAttributes?: { details: { data: Payloads } };
  timerStartedEventAttributes?: { startToFireTimeout: string };
}

interface Payloads {
  payloads: { data: string }[];
}

/** Every recorded history, with the list that stands beside it. */
export function recordedHistories() {
  const files = readdirSync(HISTORIES).filter((name) => name.endsWith('.json'));
  return files.map((file) => {
    const name = file.replace(/\.json$/, '');
    const list = new URL(listOf(name), HISTORIES);
    return { name, json: readFileSync(new URL(file, HISTORIES), 'utf8'), list: () => readFileSync(list, 'utf8') };
  });
}

export function listOf(name: string): string {
  return `${name}.doings.txt`;
}

export function eventsOf(json: string): HistoryEvent[] {
  return (JSON.parse(json) as { events: HistoryEvent[] }).events;
}

/** What a start or an update brought. */
export function argumentOf<T>(event: HistoryEvent): T {
  const input =
    event.workflowExecutionStartedEventAttributes?.input ??
    event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest.input.args;
  return decoded<T>(input);
}

/** The local activity that a marker tells of. */
export function markerOf(event: HistoryEvent): { activity: string; completedAtMs: number } {
  const { activity_type, complete_time } = decoded<{
    activity_type: string;
    complete_time: { seconds: number; nanos: number };
  }>(event.markerRecordedEventAttributes?.details.data);
  return {
    activity: activity_type,
    completedAtMs: complete_time.seconds * 1000 + Math.floor(complete_time.nanos / 1e6),
  };
}

/** Status and number that an update was answered with. */
export function answerOf(event: HistoryEvent): { status: string; sequence: number } {
  return decoded(event.workflowExecutionUpdateCompletedEventAttributes?.outcome.success);
}

function decoded<T>(payloads: Payloads | undefined): T {
  const [payload] = payloads?.payloads ?? [];
  return JSON.parse(Buffer.from(payload?.data ?? '', 'base64').toString());
}
