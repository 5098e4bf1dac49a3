// The only way from one version to another: where a run begins, never in its middle.
import type { LifecycleState } from '../state.ts';
import { rulesOf } from './rules-of.ts';

/**
 * The state under the rules of `version`; unchanged when it has them, or when no version is named.
 * @throws UnknownRules of either version.
 */
export function underRules(state: LifecycleState, version: number | undefined): LifecycleState {
  const present = rulesOf(state);
  if (version === undefined || version === present.version) return state;
  return { ...rulesOf({ ...state, rulesVersion: version }).adopt(state), rulesVersion: version };
}
