// What ran yesterday must replay with today's code: a workflow that lives for a year meets every version of it.
import { readdirSync, readFileSync } from 'node:fs';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { workflowBundlePath } from '#worker/workflow-bundle.ts';

const HISTORIES = new URL('./histories/', import.meta.url);
const files = readdirSync(HISTORIES).filter((name) => name.endsWith('.json'));
let codePath: string;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  codePath = await workflowBundlePath();
}, 60_000);

function replay(json: string): Promise<void> {
  const options = { workflowBundle: { codePath }, replayName: 'recorded' };
  return Worker.runReplayHistory(options, historyFromJSON(JSON.parse(json)));
}

describe('recorded histories', () => {
  test('there is at least one of every workflow that lives long', () => {
    for (const workflow of ['assignment-lifecycle', 'delivery-slot', 'plan-publication'])
      expect(files.some((name) => name.startsWith(workflow))).toBe(true);
  });

  test.each(files)('%s replays with the code of now', async (name) => {
    await replay(readFileSync(new URL(name, HISTORIES), 'utf8'));
  });

  test('a history whose first write was another activity is refused: the replay bites', async () => {
    const name = files.find((file) => file.startsWith('assignment-lifecycle.withdrawn')) as string;
    await expect(replay(tamper(readFileSync(new URL(name, HISTORIES), 'utf8')))).rejects.toThrow(/nondeterminism/i);
  });
});

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
