// Runs attacks one after the other on one installation, and says what held.
import type { Attack, Finding, Size, Target } from './attack.ts';

export interface AttackReport {
  attack: string;
  seconds: number;
  findings: Finding[];
}

/** An attack that throws is a miss of its own and stops none of the others. */
export async function runAttacks(attacks: readonly Attack[], target: Target, size: Size): Promise<AttackReport[]> {
  const reports: AttackReport[] = [];
  for (const { name, run } of attacks) {
    const began = Date.now();
    const findings = await run(target, size).catch((error: unknown): Finding[] => [
      { name: 'the attack itself', figure: error instanceof Error ? error.message : String(error), held: false },
    ]);
    reports.push({ attack: name, seconds: Math.round((Date.now() - began) / 100) / 10, findings });
  }
  return reports;
}

/** What did not hold, one line each. */
export function missesOf(reports: readonly AttackReport[]): string[] {
  return reports.flatMap(({ attack, findings }) =>
    findings.filter(({ held }) => !held).map(({ name, figure }) => `${attack}: ${name}: ${figure}`),
  );
}
