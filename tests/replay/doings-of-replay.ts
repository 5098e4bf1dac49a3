// A recorded history replayed with the workflow code of now, and what that code heard and did.
import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { bundleWorkflows } from '#worker/workflow-bundle.ts';
import type { Doing } from './print-doings.ts';

/** Bundles the workflows once and gives the way to replay a history with them. */
export async function createReplay(): Promise<(json: string) => Promise<Doing[]>> {
  const tellDoings = fileURLToPath(new URL('./tell-doings.ts', import.meta.url));
  const code = await bundleWorkflows([tellDoings]);
  return async (json) => {
    const doings: Doing[] = [];
    const tell = { fn: (_info: unknown, doing: Doing) => void doings.push(doing), callDuringReplay: true };
    const options = { workflowBundle: { code }, replayName: 'recorded', sinks: { doings: { tell } } };
    await Worker.runReplayHistory(options, historyFromJSON(JSON.parse(json)));
    return doings;
  };
}
