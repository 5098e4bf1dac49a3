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
}

/** Prints a figure, and keeps it where a run of all measurements collects them. */
export function tell(figure: Figure): void {
  const { what, found, beside, wanted } = figure;
  const more = [beside && `beside it ${beside}`, wanted && `wanted ${wanted}`].filter((part) => part !== undefined);
  console.log(`${what}: ${found}${more.length > 0 ? ` (${more.join('; ')})` : ''}`);
  if (process.env.BENCH_FIGURES) appendFileSync(process.env.BENCH_FIGURES, `${JSON.stringify(figure)}\n`);
}

/** Everything that was told into the file, as a Markdown table. */
export function tableOf(file: string): string {
  const figures = readFileSync(file, 'utf8').trim().split('\n').filter(Boolean);
  const rows = figures.map((line) => {
    const { what, found, beside = '', wanted = '' } = JSON.parse(line) as Figure;
    return `| ${what} | ${found} | ${beside} | ${wanted} |`;
  });
  return ['| what | found | beside it, same run | wanted |', '|---|---|---|---|', ...rows].join('\n');
}
