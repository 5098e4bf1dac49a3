// What ran yesterday must replay with today's code, and do what it did: a workflow that lives for a year meets every version of it.
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import type { LifecycleState } from '#domain/lifecycle/state.ts';
import { createReplay } from './doings-of-replay.ts';
import { type Doing, printDoings } from './print-doings.ts';
import { argumentOf, eventsOf, type HistoryEvent, recordedHistories } from './recorded-history.ts';

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

  test('a history whose first write was another activity is refused: the replay bites', async () => {
    const { json } = lifecycles.find(({ name }) => name.includes('withdrawn')) as (typeof lifecycles)[number];
    await expect(replay(tamper(json))).rejects.toThrow(/nondeterminism/i);
  });
});

function rulesOf(json: string): number {
  return argumentOf<{ state: LifecycleState }>(eventsOf(json)[0] as HistoryEvent).state.rulesVersion ?? 1;
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
