// What a measurement found, row by row: printed at once, and kept for the table that bench/main.ts prints at the end of all.
import { appendFileSync, readFileSync } from 'node:fs';

export interface Figure {
  /** What was measured: a row of the table. */
  what: string;
  /** Ours, or the peer's. */
  found: string;
  /** The bare limit or the peer of the same run; left out where there is none. */
  beside?: string;
  /** What docs/performance.md asks for. */
  wanted?: string;
  /** Left out where nothing is asked for. */
  holds?: boolean;
}

/** Keeps a figure where a run of all measurements collects them; a script that prints a table of its own calls this alone. */
export function keep(figure: Figure): void {
  if (process.env.BENCH_FIGURES) appendFileSync(process.env.BENCH_FIGURES, `${JSON.stringify(figure)}\n`);
}

/** Prints a figure, and keeps it. */
export function tell(figure: Figure): void {
  const { what, found, beside, wanted, holds } = figure;
  const more = [beside && `beside it ${beside}`, wanted && `wanted ${wanted}`].filter((part) => part !== undefined);
  console.log(`${holds === false ? 'MISS  ' : ''}${what}: ${found}${more.length > 0 ? ` (${more.join('; ')})` : ''}`);
  keep(figure);
}

/** Everything that was told into the file. */
export function figuresIn(file: string): Figure[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Figure);
}

/** As a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ what, found, beside = '', wanted = '', holds }) =>
      `| ${what} | ${found} | ${beside} | ${wanted}${holds === false ? ': **missed**' : ''} |`,
  );
  return ['| what | found | beside it, same run | wanted |', '|---|---|---|---|', ...rows].join('\n');
}
