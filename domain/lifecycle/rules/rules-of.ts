// Which rules an assignment lives by: those that it began with.
import { FIRST_RULES, type LifecycleState } from '../state.ts';
import type { LifecycleRules } from './lifecycle-rules.ts';
import { rulesV1 } from './v1/rules.ts';
import { rulesV2 } from './v2/rules.ts';

/**
 * The rules of a state, never a neighbour's.
 * @throws UnknownRules, which fails the workflow task and not the workflow: it is tried again until a worker comes that knows them.
 */
export function rulesOf(state: Pick<LifecycleState, 'assignmentId' | 'rulesVersion'>): LifecycleRules {
  const version = state.rulesVersion ?? FIRST_RULES;
  const rules = RULES.find((known) => known.version === version);
  if (rules === undefined) throw new UnknownRules(state.assignmentId, version);
  return rules;
}

// A version is taken out when no assignment lives by it and no history of the office is replayed any more.
const RULES: readonly LifecycleRules[] = [rulesV1, rulesV2];

/** The version that work given out from now on begins with. */
export const NEWEST_RULES = rulesV2.version;

/** A plain error on purpose: an ApplicationFailure would end the workflow, and with it every reminder of its assignment. */
export class UnknownRules extends Error {
  override readonly name = 'UnknownRules';
  constructor(assignmentId: string, version: number) {
    const known = RULES.map((rules) => rules.version).join(', ');
    super(`assignment ${assignmentId} lives by rules ${version}; this program knows ${known}: run the newer version`);
  }
}
