import type { ParsedPlan } from '#contracts/plan.ts';
import { createPlanReader } from './plan-reader.ts';

/** One file under the same limits as an upload, for programs that read a single one. */
export async function readOnce(path: string, fileName: string): Promise<ParsedPlan> {
  const reader = createPlanReader({ waitingMax: 1 });
  try {
    const plan = await reader.read(path, fileName);
    if (plan === 'busy') throw new Error('a reader of its own is never busy');
    return plan;
  } finally {
    reader.close();
  }
}
