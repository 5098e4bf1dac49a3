// What the rules alone make of a recorded history's inputs: no Temporal, no workflow code. The replay says that the whole still does what
// it did; this says that the rules do, and mutation testing sees it.
import { decide } from '#domain/lifecycle/decide.ts';
import { evolve } from '#domain/lifecycle/evolve.ts';
import { nextWakeMs } from '#domain/lifecycle/next-wake.ts';
import type { LifecycleCommand, LifecycleInput, LifecycleState } from '#domain/lifecycle/state.ts';
import type { LifecycleStart } from '#workflows/messages.ts';
import type { Doing } from './print-doings.ts';
import { argumentOf, type HistoryEvent, markerOf } from './recorded-history.ts';

/** Feeds the decider what the history says was heard, at the moments at which the history says so. */
export function doingsOfDecider(events: readonly HistoryEvent[]): Doing[] {
  const doings: Doing[] = [];
  let nowMs = 0;
  let state: LifecycleState | null = null;
  // A timer and the start are looked at when their task runs, a command when it is accepted.
  let waiting: LifecycleInput | null = null;
  const tell = (doing: Omit<Doing, 'atMs'>) => doings.push({ ...doing, atMs: nowMs });
  const hear = (input: LifecycleInput) => {
    const before = state as LifecycleState;
    for (const effect of decide(before, input, nowMs)) {
      const { assignmentId, sequence } = before;
      if (effect.type === 'record') {
        const { type: _, ...transition } = effect;
        tell({ kind: 'activity', name: 'recordTransition', args: [{ assignmentId, ...transition }] });
      } else {
        const stage = effect.stage.map(({ id, rung, slotAt }) => ({ id, rung, slotAt }));
        const args = [{ assignmentId, sequence, stage, supersede: effect.supersede }];
        tell({ kind: 'activity', name: 'reachSteps', args });
      }
      state = evolve(before, effect);
    }
  };

  for (const event of events) {
    switch (event.eventType) {
      case 'EVENT_TYPE_WORKFLOW_TASK_STARTED':
        nowMs = Date.parse(event.eventTime);
        if (state === null) {
          const start = argumentOf<LifecycleStart>(events[0] as HistoryEvent);
          state = start.state;
          tell({ kind: 'started', args: [start] });
          hear({ type: 'started' });
        } else if (waiting !== null) {
          tell({ kind: 'woke', args: [] });
          hear(waiting);
        }
        waiting = null;
        break;
      case 'EVENT_TYPE_TIMER_FIRED':
        waiting = { type: 'woke' };
        break;
      case 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED': {
        const command = argumentOf<LifecycleCommand>(event);
        tell({ kind: 'update', name: 'command', args: [command] });
        hear({ type: 'command', command });
        break;
      }
      case 'EVENT_TYPE_MARKER_RECORDED':
        nowMs = Math.max(nowMs, markerOf(event).completedAtMs);
        break;
      case 'EVENT_TYPE_TIMER_STARTED':
        tell({ kind: 'timer', args: [nextWakeMs(state as unknown as LifecycleState, nowMs)] });
        break;
    }
  }
  return doings;
}
