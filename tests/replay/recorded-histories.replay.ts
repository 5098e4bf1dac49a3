// What ran yesterday must replay with today's code, and do what it did: a workflow that lives for a year meets every version of it.
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import type { LifecycleState } from '#domain/lifecycle/state.ts';
import { doingsOfDecider } from './doings-of-decider.ts';
import { createReplay } from './doings-of-replay.ts';
import { type Doing, printDoings } from './print-doings.ts';
import { answerOf, argumentOf, eventsOf, type HistoryEvent, markerOf, recordedHistories } from './recorded-history.ts';

const histories = recordedHistories();
const lifecycles = histories.filter(({ name }) => name.startsWith('assignment-lifecycle'));
let replay: (json: string) => Promise<Doing[]>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  replay = await createReplay();
}, 60_000);

describe('recorded histories', () => {
  test('there is at least one of every workflow that lives long, and of every version of the rules', () => {
    for (const workflow of ['assignment-lifecycle', 'delivery-slot', 'plan-publication'])
      expect(histories.some(({ name }) => name.startsWith(workflow))).toBe(true);
    const versions = lifecycles.map(({ json }) => rulesOf(json));
    expect([...new Set(versions)].sort()).toEqual(Array.from({ length: NEWEST_RULES }, (_, index) => index + 1));
  });

  test.each(histories)('$name replays with the code of now, and does what its list says', async ({ json, list }) => {
    expect(printDoings(await replay(json))).toBe(list());
  });

  test.each(lifecycles)('the rules alone make of what $name heard what its list says', ({ json, list }) => {
    expect(printDoings(doingsOfDecider(eventsOf(json)))).toBe(list());
  });

  // The list is no copy of what the code does: writes, timers and answers stand in the history, recorded by the code of then.
  test.each(lifecycles)('the list of $name says what the history itself holds', async ({ json }) => {
    const doings = doingsOfDecider(eventsOf(json));
    expect(outlineOfDoings(doings)).toEqual(outlineOfHistory(eventsOf(json)));
  });

  test('a history whose first write was another activity is refused: the replay bites', async () => {
    const { json } = lifecycles.find(({ name }) => name.includes('withdrawn')) as (typeof lifecycles)[number];
    await expect(replay(tamper(json))).rejects.toThrow(/nondeterminism/i);
  });
});

function rulesOf(json: string): number {
  return argumentOf<{ state: LifecycleState }>(eventsOf(json)[0] as HistoryEvent).state.rulesVersion ?? 1;
}

/** Writes, timers and answers, each in order; a history tells an answer after the timer that follows it. */
function outlineOfDoings(doings: readonly Doing[]) {
  const activities = doings.filter(({ kind }) => kind === 'activity');
  return {
    does: activities.map(({ name }) => name),
    sleepsMs: doings.filter(({ kind }) => kind === 'timer').map(({ args: [ms] }) => ms),
    answers: activities
      .map(({ args: [arg] }) => arg as { status: string; event?: { sequence: number; commandId?: string } })
      .flatMap(({ status, event }) => (event?.commandId === undefined ? [] : [{ status, sequence: event.sequence }])),
  };
}

function outlineOfHistory(events: readonly HistoryEvent[]) {
  const outline = { does: [] as string[], sleepsMs: [] as number[], answers: [] as unknown[] };
  for (const event of events) {
    const timer = event.timerStartedEventAttributes;
    if (event.markerRecordedEventAttributes !== undefined) outline.does.push(markerOf(event).activity);
    if (timer !== undefined) outline.sleepsMs.push(Math.round(Number.parseFloat(timer.startToFireTimeout) * 1000));
    if (event.workflowExecutionUpdateCompletedEventAttributes !== undefined) outline.answers.push(answerOf(event));
  }
  return outline;
}

/** Renames the activity in the first marker of a local activity. */
function tamper(json: string): string {
  const history = JSON.parse(json);
  const marker = history.events.find(
    (event: { markerRecordedEventAttributes?: unknown }) => event.markerRecordedEventAttributes,
  );
  const [payload] = marker.markerRecordedEventAttributes.details.data.payloads;
  const data = JSON.parse(Buffer.from(payload.data, 'base64').toString());
  payload.data = Buffer.from(JSON.stringify({ ...data, activity_type: 'reachSteps' })).toString('base64');
  return JSON.stringify(history);
}
