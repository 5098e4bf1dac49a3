// How a step is named in messages: the rung, with the number of its repetition where the ladder repeats.

/** `overdue-4#2` is spoken of with its number; `progress-2026q1` and `awaiting-verification#<command>` by their rung. */
export function spokenRung(step: string, rung: string): string {
  const repeated = /^overdue-\d+#\d+/.exec(step);
  return repeated ? repeated[0] : rung;
}
