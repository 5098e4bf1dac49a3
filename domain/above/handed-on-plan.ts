// Work from above as a plan of this office: one row, that its own agencies lead.
import type { ParsedPlan } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';

export interface HandingOn {
  work: { officeName: string; planTitle: string; title: string; products: readonly string[] };
  /** Names of agencies, as the roster has them. */
  leads: readonly string[];
  coordinators: readonly string[];
  /** For the own agencies; null = it is not dated. */
  due: LocalDate | null;
  today: LocalDate;
}

/** The years of the plan are those from today to the date, in whichever order they lie. */
export function handedOnPlan({ work, leads, coordinators, due, today }: HandingOn): ParsedPlan {
  const { officeName, planTitle, title, products } = work;
  const years = [today, due ?? today].map((date) => Number(date.slice(0, 4)));
  return {
    plan: {
      title: shorten(`Việc ${officeName} giao: ${title}`, LETTERS.title),
      issuer: shorten(officeName, LETTERS.issuer),
      yearFrom: Math.min(...years),
      yearTo: Math.max(...years),
    },
    fields: [],
    rows: [
      {
        stt: '1',
        field: null,
        objective: null,
        task: { code: null, title: shorten(planTitle, LETTERS.task) },
        activity: { code: null, no: null, title: shorten(title, LETTERS.activity) },
        products: [...products],
        leads: [...leads],
        coordinators: [...coordinators],
        deadlineText: due === null ? 'Thường xuyên' : `Ngày ${formatDate(due)}`,
        funding: null,
        place: { table: 1, row: 1 },
      },
    ],
    issues: [],
  };
}

/** Within what a plan may hold (contracts/plan.ts); a title is one that a list shows on a few lines. */
const LETTERS = { title: 300, issuer: 300, task: 5_000, activity: 10_000 };

function shorten(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}
