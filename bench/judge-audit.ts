// What `npm audit --json` says, held against the times in which a weakness is to be mended (docs/security.md, Components).
import { z } from 'zod';

const DAY_MS = 86_400_000;
/** Of high and critical ones, and of all others. */
const DAYS = { severe: 7, other: 30 } as const;

/** Weaknesses that wait to be mended: since when they are known here, and what is being done. */
export const KnownWeaknesses = z.array(
  z.strictObject({ advisory: z.url(), seen: z.iso.date(), why: z.string().trim().min(1) }),
);

const Advisory = z.object({ name: z.string(), title: z.string(), url: z.string(), severity: z.string() });
const Report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), Advisory])) })),
});

export interface Judged {
  /** `unknown`: the registry has not answered. */
  standing: 'kept' | 'late' | 'unknown';
  lines: string[];
}

/** `kept` only when the registry answered, and each weakness that it named is noted and still has time. */
export function judgeAudit(answer: string, known: z.infer<typeof KnownWeaknesses>, today: Date): Judged {
  const report = Report.safeParse(jsonOrNull(answer));
  if (!report.success)
    return {
      standing: 'unknown',
      lines: ['The registry has not said what it knows: nothing was checked. Ask another one.'],
    };
  const advisories = new Map(
    Object.values(report.data.vulnerabilities)
      .flatMap(({ via }) => via)
      .flatMap((one) => (typeof one === 'string' ? [] : [[one.url, one] as const])),
  );
  const judged = [...advisories.values()].map((one) => {
    const noted = known.find(({ advisory }) => advisory === one.url);
    const days = ['high', 'critical'].includes(one.severity) ? DAYS.severe : DAYS.other;
    const waits = noted === undefined ? null : Math.floor((today.getTime() - Date.parse(noted.seen)) / DAY_MS);
    const isKept = waits !== null && waits >= 0 && waits <= days;
    const since =
      waits === null ? 'not noted: mend it, or note when it was first seen' : `known for ${waits} of ${days} days`;
    return {
      isKept,
      line: `${isKept ? 'waits' : 'LATE'}  ${one.severity}  ${one.name}  ${one.title}  ${one.url}  (${since})`,
    };
  });
  const over = known.filter(({ advisory }) => !advisories.has(advisory));
  const lines = [
    ...judged.map(({ line }) => line),
    ...over.map(({ advisory }) => `mended, no need to be noted any more: ${advisory}`),
    `${judged.length} known weaknesses.`,
  ];
  return { standing: judged.every(({ isKept }) => isKept) ? 'kept' : 'late', lines };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
