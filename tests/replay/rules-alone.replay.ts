// The rules without Temporal over what the recorded histories heard: each must give what its list says. Mutation testing runs these.
import { expect, test } from 'vitest';
import { doingsOfDecider } from './doings-of-decider.ts';
import { type Doing, printDoings } from './print-doings.ts';
import { answerOf, eventsOf, type HistoryEvent, markerOf, recordedHistories } from './recorded-history.ts';

const lifecycles = recordedHistories().filter(({ name }) => name.startsWith('assignment-lifecycle'));

test.each(lifecycles)('the rules alone make of what $name heard what its list says', ({ json, list }) => {
  expect(printDoings(doingsOfDecider(eventsOf(json)))).toBe(list());
});

// The list is no copy of what the code does: writes, timers and answers stand in the history, recorded by the code of then.
test.each(lifecycles)('the list of $name says what the history itself holds', async ({ json }) => {
  const doings = doingsOfDecider(eventsOf(json));
  expect(outlineOfDoings(doings)).toEqual(outlineOfHistory(eventsOf(json)));
});

/** Writes, timers and answers, each in order; a history tells an answer after the timer that follows it. */
function outlineOfDoings(doings: readonly Doing[]) {
  const activities = doings.filter(({ kind }) => kind === 'activity');
  return {
    does: activities.map(({ name }) => name),
    sleepsMs: doings.filter(({ kind }) => kind === 'timer').map(({ args: [ms] }) => ms),
    answers: activities
      .map(({ args: [arg] }) => arg as { status: string; event?: { sequence: number; commandId?: string } })
      .flatMap(({ status, event }) => (event?.commandId === undefined ? [] : [{ status, sequence: event.sequence }])),
  };
}

function outlineOfHistory(events: readonly HistoryEvent[]) {
  const outline = { does: [] as string[], sleepsMs: [] as number[], answers: [] as unknown[] };
  for (const event of events) {
    const timer = event.timerStartedEventAttributes;
    if (event.markerRecordedEventAttributes !== undefined) outline.does.push(markerOf(event).activity);
    if (timer !== undefined) outline.sleepsMs.push(Math.round(Number.parseFloat(timer.startToFireTimeout) * 1000));
    if (event.workflowExecutionUpdateCompletedEventAttributes !== undefined) outline.answers.push(answerOf(event));
  }
  return outline;
}
