// Goes into the bundle of the replay test: tells what a workflow hears and does, with the workflow's own clock.
import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { Doing } from './print-doings.ts';

export interface DoingSinks extends Sinks {
  doings: { tell(doing: Doing): void };
}

export const interceptors: WorkflowInterceptorsFactory = () => {
  const { doings } = proxySinks<DoingSinks>();
  const tell = (doing: Omit<Doing, 'atMs'>) => doings.tell({ ...doing, atMs: Date.now() });
  /** An interceptor that tells of its input and changes nothing. */
  const telling =
    <Input extends { args: unknown[] }, Output>(kind: Doing['kind'], nameOf?: (input: Input) => string) =>
    (input: Input, next: (input: Input) => Output): Output => {
      tell({ kind, ...(nameOf === undefined ? {} : { name: nameOf(input) }), args: input.args });
      return next(input);
    };
  return {
    inbound: [
      {
        execute: telling('started'),
        handleUpdate: telling('update', ({ name }) => name),
        handleSignal: telling('signal', ({ signalName }) => signalName),
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
        scheduleLocalActivity: telling('activity', ({ activityType }) => activityType),
        scheduleActivity: telling('activity', ({ activityType }) => activityType),
        continueAsNew: telling('continued'),
      },
    ],
  };
};
