import type { LifecycleRules } from '../lifecycle-rules.ts';
import { adopt } from './adopt.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { nextWakeMs } from './next-wake.ts';

/**
 * The rules of 0.3. A step that a command brought ends with the state that the command led to, so that nobody hears of a return that a
 * new report has answered; a step of the ladder that speaks while a report waits is kept until its time; and a reminder that a return
 * made unnecessary says so (ADR 0122).
 */
export const rulesV2: LifecycleRules = { version: 2, decide, evolve, nextWakeMs, adopt };
