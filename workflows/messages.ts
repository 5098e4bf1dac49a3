// What can be said to running workflows. The API and the worker import this, the workflows handle it.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { LifecycleCommand, LifecycleState } from '#domain/lifecycle/state.ts';

export interface LifecycleStart {
  v: 1;
  state: LifecycleState;
  /** Added to the workflow's clock: 0 in life, the way to the rehearsed time in a rehearsal. */
  clockOffsetMs: number;
  /** The rules that this run goes on under; left out = those that the state names. */
  rulesVersion?: number;
}

export interface CommandResult {
  status: AssignmentStatus;
  sequence: number;
}

/**
 * An update and not a signal: the person who pressed the button waits for the answer, and a command that does not fit
 * is refused without a trace in history.
 */
export const commandUpdate = defineUpdate<CommandResult, [LifecycleCommand]>('command');

/** The lifecycle as it stands in the workflow: `reconcile` holds it against PostgreSQL. */
export const stateQuery = defineQuery<LifecycleState>('state');

/** Something was staged for the slot after it had begun. */
export const slotReopened = defineSignal('slot-reopened');

export interface DeliveryStart {
  /** 1: one activity delivers the slot. 2: it is cut into shares. */
  v: 1 | 2;
  slotAt: Slot;
  clockOffsetMs: number;
}
