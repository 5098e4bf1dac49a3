import type { LifecycleRules } from '../lifecycle-rules.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { nextWakeMs } from './next-wake.ts';

/** The rules of 0.1 and 0.2: an assignment that names no version lives by them. */
export const rulesV1: LifecycleRules = { version: 1, decide, evolve, nextWakeMs, adopt: (state) => state };
