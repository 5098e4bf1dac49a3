// How a rung is named to people and in lists: with the number of its repetition where the ladder repeats.

/** `overdue-4#2`: the form of the lists of `preview` and `rehearse`. */
export function spokenRung({ rung, turn }: { rung: string; turn: number }): string {
  return turn === 1 ? rung : `${rung}#${turn}`;
}
