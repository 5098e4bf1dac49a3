// What a time text of a plan means: the rule read from it, and the answer of `dondoc deadlines`.
import { z } from 'zod';
import { LocalDate } from './primitives.ts';

export const DeadlineKind = z.enum([
  'date',
  'month',
  'quarter',
  'half',
  'year',
  'range',
  'recurring',
  'composite',
  'continuous',
  'conditional',
  'unknown',
]);
export type DeadlineKind = z.infer<typeof DeadlineKind>;

export const Recurrence = z.enum(['weekly', 'monthly', 'quarterly', 'semiannual', 'nine-month', 'annual']);
export type Recurrence = z.infer<typeof Recurrence>;

/** A year as said ("năm 2026") or counted from the plan year ("năm sau" = 1, nothing said = 0). In a yearly rhythm it counts from each year of the rhythm. */
export const YearRef = z.union([
  z.number().int().min(1900).max(2200),
  z.object({ plan: z.number().int().min(-5).max(10) }),
]);
export type YearRef = z.infer<typeof YearRef>;

/** A month by its number, or counted within the period of a rhythm: nth 1 = its first, -1 = its last; shift 1 = in the next period. */
export const MonthRef = z.union([
  z.number().int().min(1).max(12),
  z.object({ nth: z.number().int().min(-1).max(12), shift: z.number().int().min(-1).max(1) }),
]);
export type MonthRef = z.infer<typeof MonthRef>;

/** A day of a month: by number (clamped to the month's end), the nth working day, or the nth Monday, Tuesday … */
export const DayRef = z.union([
  z.number().int().min(1).max(31),
  z.object({ workingDay: z.number().int().min(-23).max(23) }),
  z.object({ weekday: z.number().int().min(1).max(7), nth: z.number().int().min(-1).max(5) }),
]);
export type DayRef = z.infer<typeof DayRef>;

/** Beginning, middle and end are single days (Civil Code art. 146); the rest are spans of days. */
export const PeriodPart = z.enum([
  'whole',
  'start',
  'middle',
  'end',
  'first-half',
  'second-half',
  'first-ten',
  'middle-ten',
  'last-ten',
  'week-1',
  'week-2',
  'week-3',
  'week-4',
  'last-week',
]);
export type PeriodPart = z.infer<typeof PeriodPart>;

export const Feast = z.enum(['tet-nguyen-dan', 'tet-duong-lich', 'gio-to', 'quoc-khanh', 'trung-thu']);
export type Feast = z.infer<typeof Feast>;

export const TermUnit = z.enum(['hour', 'day', 'working-day', 'week', 'month', 'year']);
export type TermUnit = z.infer<typeof TermUnit>;

const SimplePlace = z.discriminatedUnion('at', [
  z.object({ at: z.literal('day'), day: DayRef, month: MonthRef, year: YearRef, lunar: z.literal(true).optional() }),
  z.object({ at: z.literal('month'), month: MonthRef, year: YearRef, part: PeriodPart }),
  z.object({ at: z.literal('quarter'), quarter: z.number().int().min(1).max(4), year: YearRef, part: PeriodPart }),
  z.object({ at: z.literal('half'), half: z.union([z.literal(1), z.literal(2)]), year: YearRef, part: PeriodPart }),
  z.object({ at: z.literal('nine-months'), year: YearRef, part: PeriodPart }),
  z.object({ at: z.literal('year'), year: YearRef, part: PeriodPart }),
  z.object({ at: z.literal('weekday'), weekday: z.number().int().min(1).max(7) }),
  z.object({ at: z.literal('feast'), feast: Feast, year: YearRef }),
  z
    .object({ at: z.literal('period'), part: PeriodPart })
    .describe('the period of the rhythm itself, e.g. "cuối quý" in a quarterly rhythm'),
  z
    .object({
      at: z.literal('near'),
      unit: z.enum(['day', 'week', 'month', 'quarter']),
      offset: z.number().int().min(-12).max(12),
      weekday: z.number().int().min(1).max(7).nullable(),
      part: PeriodPart,
    })
    .describe('counted from the day of issue: "tuần này", "tháng sau", "thứ Sáu tuần tới"'),
  z.object({ at: z.literal('now') }).describe('"từ nay": the day of issue'),
]);
export type SimplePlace = z.infer<typeof SimplePlace>;

/** A place in time; `offset` counts from another one: "10 ngày kể từ ngày kết thúc quý". */
export const TimePlace = z.union([
  SimplePlace,
  z.object({
    at: z.literal('offset'),
    count: z.number().int().min(-3660).max(3660),
    unit: TermUnit,
    base: SimplePlace,
  }),
]);
export type TimePlace = z.infer<typeof TimePlace>;

/** in = within or on; before = strictly before it begins; by = at the latest when it ends. */
export const WindowBound = z.enum(['in', 'before', 'by']);
export type WindowBound = z.infer<typeof WindowBound>;

export const TimeWindow = z.object({
  from: TimePlace.nullable(),
  bound: WindowBound,
  until: TimePlace,
  clock: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .nullable()
    .describe('a wall clock bounds the day named: due on that day'),
});
export type TimeWindow = z.infer<typeof TimeWindow>;

export const TimeSpan = z.object({ from: TimePlace.nullable(), until: TimePlace.nullable() });
export type TimeSpan = z.infer<typeof TimeSpan>;

export const Rhythm = z.enum(['daily', ...Recurrence.options]);
export type Rhythm = z.infer<typeof Rhythm>;

/** One statement about time. */
export const TimeRule = z.discriminatedUnion('type', [
  z.object({ type: z.literal('once'), windows: z.array(TimeWindow).min(1) }),
  z.object({
    type: z.literal('repeat'),
    every: Rhythm,
    interval: z.number().int().min(1).max(60).describe('2 with annual = every second year'),
    only: z
      .array(z.number().int().min(1).max(12))
      .min(1)
      .nullable()
      .describe('which periods of the year, 1-based; null = all'),
    windows: z.array(TimeWindow).describe('empty = the end of each period'),
    during: TimeSpan.nullable().describe('null = the plan year'),
  }),
  z.object({
    type: z.literal('term'),
    count: z.number().int().min(0).max(3660),
    unit: TermUnit,
    side: z.enum(['after', 'before']),
    event: z.string().min(1).nullable(),
  }),
  z.object({ type: z.literal('continuous'), during: TimeSpan.nullable() }),
  z.object({ type: z.literal('conditional'), trigger: z.string().min(1), from: TimePlace.nullable() }),
  z.object({ type: z.literal('unknown'), trigger: z.string().min(1).nullable() }),
]);
export type TimeRule = z.infer<typeof TimeRule>;

export const RulePart = z.object({ label: z.string().min(1).nullable(), times: z.array(TimeRule).min(1) });
export type RulePart = z.infer<typeof RulePart>;

/** What a time text says, without any year or calendar put in: can be stored, edited, printed as Vietnamese and read again. */
export const DeadlineRule = z.object({ parts: z.array(RulePart).min(1) });
export type DeadlineRule = z.infer<typeof DeadlineRule>;

/** One stream of due dates; `due` is as written, before any holiday shift. */
export const DeadlineDates = z.object({
  label: z.string().nullable(),
  recur: Recurrence.nullable(),
  opens: LocalDate.nullable(),
  due: z.array(LocalDate),
});
export type DeadlineDates = z.infer<typeof DeadlineDates>;

/** A stretch of the text, half-open, in UTF-16 units of the text as given. */
export const TextSpan = z.object({ start: z.number().int().min(0), end: z.number().int().min(0), text: z.string() });
export type TextSpan = z.infer<typeof TextSpan>;

/** Which words carry which part of the rule. */
export const ReadSpan = TextSpan.extend({
  part: z.number().int().min(0).describe('index into rule.parts'),
  role: z.enum(['label', 'time', 'rhythm', 'condition', 'continuous', 'remark']),
});
export type ReadSpan = z.infer<typeof ReadSpan>;

export const DeadlineReading = z.object({
  kind: DeadlineKind,
  deadlines: z.array(DeadlineDates),
  trigger: z.string().nullable(),
  sure: z.boolean().describe('false = a person must look before anything is sent'),
  why: z.string().describe('the reading in Vietnamese, one line'),
  rule: DeadlineRule,
  spans: z.array(ReadSpan),
  unread: z.array(TextSpan).describe('stretches that no part of the rule uses'),
  doubts: z.array(z.string()).describe('Vietnamese: why a person must look; empty when sure'),
});
export type DeadlineReading = z.infer<typeof DeadlineReading>;

const PlanYear = z.number().int().min(1990).max(2200);
/** No plan is made for longer. */
const MAX_PLAN_YEARS = 40;

export const DeadlineQuestion = z.object({
  id: z.string(),
  text: z.string(),
  planYear: PlanYear.nullable(),
  planYears: z
    .tuple([PlanYear, PlanYear])
    .refine(([from, to]) => from <= to && to - from < MAX_PLAN_YEARS)
    .nullish()
    .describe('first and last year of a plan of several years: rhythms have dates in each'),
  issuedOn: LocalDate.nullish(),
});
export type DeadlineQuestion = z.infer<typeof DeadlineQuestion>;
