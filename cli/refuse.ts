// How a command ends when its input is refused: every reason on stderr, nothing on stdout, exit code 1.
import { ERROR_CODES } from '#contracts/error-codes.ts';
import type { PlanIssue } from '#contracts/plan.ts';
import type { Refusal } from '#operations/seam/refusal.ts';

/** Prints the reasons and leaves with exit code 1. */
export function refuse(reasons: readonly string[]): never {
  for (const reason of reasons) process.stderr.write(`${reason}\n`);
  process.exit(1);
}

/**
 * What an operation answered; its refusal ends the command: the only place where the one becomes the other. Called after the installation is
 * closed, or an own server that was started for the command would stay behind.
 */
export function orRefuse<Outcome extends { ok: true } | Refusal>(
  outcome: Outcome,
  hints: readonly string[] = [],
): Extract<Outcome, { ok: true }> {
  if (outcome.ok) return outcome as Extract<Outcome, { ok: true }>;
  const { code, detail, issues = [] } = outcome;
  const places = issues.map(({ place, message }) => `  ${[place, message].filter(Boolean).join(': ')}`);
  return refuse([`${ERROR_CODES[code].title}. ${detail}`, ...places, ...hints]);
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
