// How a command ends when its input is refused: every reason on stderr, nothing on stdout, exit code 1.
import type { PlanIssue } from '#contracts/plan.ts';

/** Prints the reasons and leaves with exit code 1. */
export function refuse(reasons: readonly string[]): never {
  for (const reason of reasons) process.stderr.write(`${reason}\n`);
  process.exit(1);
}

/** An issue in one line: where, what, what to do. */
export function issueLine({ place, column, message, suggestion }: PlanIssue): string {
  const where = [
    place === null ? null : `bảng ${place.table}, dòng ${place.row}`,
    column === null ? null : `cột «${column}»`,
  ];
  const prefix = where.filter(Boolean).join(', ');
  return [prefix && `${prefix}:`, message, suggestion].filter(Boolean).join(' ');
}
