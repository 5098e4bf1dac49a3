// Goes into the bundle of the replay test: tells what a workflow hears and does, with the workflow's own clock.
import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { Doing } from './print-doings.ts';

export interface DoingSinks extends Sinks {
  doings: { tell(doing: Doing): void };
}

export const interceptors: WorkflowInterceptorsFactory = () => {
  const { doings } = proxySinks<DoingSinks>();
  const tell = (doing: Omit<Doing, 'atMs'>) => doings.tell({ ...doing, atMs: Date.now() });
  return {
    inbound: [
      {
        execute(input, next) {
          tell({ kind: 'started', args: input.args });
          return next(input);
        },
        handleUpdate(input, next) {
          tell({ kind: 'update', name: input.name, args: input.args });
          return next(input);
        },
        handleSignal(input, next) {
          tell({ kind: 'signal', name: input.signalName, args: input.args });
          return next(input);
        },
      },
    ],
    outbound: [
      {
        startTimer(input, next) {
          tell({ kind: 'timer', args: [input.durationMs] });
          const fired = next(input);
          // Beside the promise that the workflow gets: one turn of the event loop more could change its order.
          fired.then(
            () => tell({ kind: 'woke', args: [] }),
            () => undefined,
          );
          return fired;
        },
        scheduleLocalActivity(input, next) {
          tell({ kind: 'activity', name: input.activityType, args: input.args });
          return next(input);
        },
        scheduleActivity(input, next) {
          tell({ kind: 'activity', name: input.activityType, args: input.args });
          return next(input);
        },
        continueAsNew(input, next) {
          tell({ kind: 'continued', args: input.args });
          return next(input);
        },
      },
    ],
  };
};
