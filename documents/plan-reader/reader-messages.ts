// What the reading process and its parent say to each other.
import type { ParsedPlan } from '#contracts/plan.ts';

export interface ToReader {
  path: string;
  fileName: string;
}

export type FromReader = { kind: 'ready' } | { kind: 'plan'; plan: ParsedPlan; memoryMegabytes: number };
