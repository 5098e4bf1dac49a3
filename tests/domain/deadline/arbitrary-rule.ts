// Rules as an officer could write them, for property tests: canonical, so that printing and reading must come home.
import * as fc from 'fast-check';
import type {
  DayRef,
  DeadlineRule,
  MonthRef,
  Rhythm,
  SimplePlace,
  TimePlace,
  TimeRule,
  TimeWindow,
  YearRef,
} from '#contracts/deadline.ts';

const year: fc.Arbitrary<YearRef> = fc.oneof(
  fc.integer({ min: 2020, max: 2035 }),
  fc.constantFrom({ plan: 0 }, { plan: 0 }, { plan: 1 }),
);
const said: fc.Arbitrary<YearRef> = fc.integer({ min: 2020, max: 2035 });
const dayNumber = fc.integer({ min: 1, max: 28 });
const month = fc.integer({ min: 1, max: 12 });

const fixedDay: fc.Arbitrary<SimplePlace> = fc.record({ at: fc.constant('day' as const), day: dayNumber, month, year });
const lunarDay: fc.Arbitrary<SimplePlace> = fc.record({
  at: fc.constant('day' as const),
  day: dayNumber,
  month: fc.integer({ min: 1, max: 10 }),
  year,
  lunar: fc.constant(true as const),
});
const monthPlace: fc.Arbitrary<SimplePlace> = fc.record({
  at: fc.constant('month' as const),
  month,
  year,
  part: fc.constantFrom(
    'whole' as const,
    'start' as const,
    'middle' as const,
    'end' as const,
    'first-half' as const,
    'second-half' as const,
    'last-ten' as const,
  ),
});
const quarterPlace: fc.Arbitrary<SimplePlace> = fc.record({
  at: fc.constant('quarter' as const),
  quarter: fc.integer({ min: 1, max: 4 }),
  year,
  part: fc.constantFrom('whole' as const, 'start' as const, 'end' as const),
});
const longPlace: fc.Arbitrary<SimplePlace> = fc.oneof(
  fc.record({
    at: fc.constant('half' as const),
    half: fc.constantFrom(1 as const, 2 as const),
    year,
    part: fc.constant('whole' as const),
  }),
  fc.record({ at: fc.constant('nine-months' as const), year, part: fc.constant('whole' as const) }),
  fc.record({
    at: fc.constant('year' as const),
    year,
    part: fc.constantFrom('whole' as const, 'start' as const, 'middle' as const, 'end' as const),
  }),
);
const feast: fc.Arbitrary<SimplePlace> = fc.record({
  at: fc.constant('feast' as const),
  feast: fc.constantFrom(
    'tet-nguyen-dan' as const,
    'gio-to' as const,
    'quoc-khanh' as const,
    'tet-duong-lich' as const,
    'trung-thu' as const,
  ),
  year,
});
const near: fc.Arbitrary<SimplePlace> = fc.oneof(
  fc.record({
    at: fc.constant('near' as const),
    unit: fc.constant('day' as const),
    offset: fc.integer({ min: -2, max: 1 }),
    weekday: fc.constant(null),
    part: fc.constant('whole' as const),
  }),
  fc.record({
    at: fc.constant('near' as const),
    unit: fc.constantFrom('week' as const, 'month' as const, 'quarter' as const),
    offset: fc.integer({ min: 0, max: 1 }),
    weekday: fc.constant(null),
    part: fc.constantFrom('whole' as const, 'start' as const, 'end' as const),
  }),
  fc.record({
    at: fc.constant('near' as const),
    unit: fc.constant('week' as const),
    offset: fc.integer({ min: 0, max: 1 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    part: fc.constant('whole' as const),
  }),
);
const offset: fc.Arbitrary<TimePlace> = fc.record({
  at: fc.constant('offset' as const),
  count: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: -60, max: -1 })),
  unit: fc.constantFrom('day' as const, 'working-day' as const, 'week' as const),
  base: fc.record({ at: fc.constant('day' as const), day: dayNumber, month, year: said }),
});

const singlePlace: fc.Arbitrary<TimePlace> = fc.oneof(
  { weight: 4, arbitrary: fixedDay },
  { weight: 3, arbitrary: monthPlace },
  { weight: 3, arbitrary: quarterPlace },
  { weight: 2, arbitrary: longPlace },
  lunarDay,
  feast,
  near,
);
const bound = fc.constantFrom('in' as const, 'before' as const, 'by' as const);
const clock = fc.option(fc.constantFrom('08:00', '12:00', '17:00', '16:30'), { nil: null, freq: 6 });

const plainWindow: fc.Arbitrary<TimeWindow> = fc
  .record({ from: fc.constant(null), bound, until: singlePlace, clock })
  .map((one) => (one.until.at === 'day' && !one.until.lunar ? one : { ...one, clock: null }));
const offsetWindow: fc.Arbitrary<TimeWindow> = offset.map((until) => ({
  from: null,
  bound: 'by' as const,
  until,
  clock: null,
}));
/** A start and an end in years that are both said or both the plan's, the end never before the start. */
const rangeWindow: fc.Arbitrary<TimeWindow> = fc
  .tuple(
    fc.constantFrom('day', 'month', 'quarter'),
    fc.array(fc.integer({ min: 0, max: 335 }), { minLength: 2, maxLength: 2 }),
    year,
    fc.boolean(),
  )
  .map(([unit, ends, y, strict]) => {
    const [a, b] = [...ends].sort((p, q) => p - q) as [number, number];
    const at = (n: number): SimplePlace =>
      unit === 'day'
        ? { at: 'day', day: (n % 28) + 1, month: Math.floor(n / 28) + 1, year: y }
        : unit === 'month'
          ? { at: 'month', month: Math.floor(n / 28) + 1, year: y, part: 'whole' }
          : { at: 'quarter', quarter: Math.floor(n / 84) + 1, year: y, part: 'whole' };
    return { from: at(a), bound: strict ? ('before' as const) : ('in' as const), until: at(b), clock: null };
  });

const once: fc.Arbitrary<TimeRule> = fc
  .oneof({ weight: 5, arbitrary: plainWindow }, { weight: 2, arbitrary: rangeWindow }, offsetWindow)
  .map((window) => ({ type: 'once' as const, windows: [window] }));

const relativeMonth = (every: Rhythm): fc.Arbitrary<MonthRef> =>
  every === 'monthly'
    ? fc.constantFrom({ nth: -1, shift: 0 }, { nth: 1, shift: 1 })
    : fc.constantFrom({ nth: -1, shift: 0 }, { nth: 1, shift: 0 }, { nth: 2, shift: 0 }, { nth: 1, shift: 1 });
const anyDay: fc.Arbitrary<DayRef> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 30 }) as fc.Arbitrary<DayRef> },
  fc.constantFrom<DayRef>({ workingDay: -1 }, { workingDay: 1 }, { workingDay: 5 }),
);

const periodWindow = (every: Rhythm): fc.Arbitrary<TimeWindow> =>
  fc
    .record({
      day: anyDay,
      month: relativeMonth(every),
      bound: fc.constantFrom('before' as const, 'by' as const, 'in' as const),
    })
    .map((one) => ({
      from: null,
      bound: one.bound,
      until: { at: 'day' as const, day: one.day, month: one.month, year: { plan: 0 } },
      clock: null,
    }));
const annualWindow: fc.Arbitrary<TimeWindow> = fc.oneof(
  fc.record({
    from: fc.constant(null),
    bound,
    until: fc.record({
      at: fc.constant('day' as const),
      day: dayNumber,
      month,
      year: fc.constantFrom({ plan: 0 }, { plan: 1 }),
    }),
    clock: fc.constant(null),
  }),
  fc.record({
    from: fc.constant(null),
    bound: fc.constant('in' as const),
    until: fc.record({
      at: fc.constant('month' as const),
      month,
      year: fc.constant({ plan: 0 }),
      part: fc.constant('whole' as const),
    }),
    clock: fc.constant(null),
  }),
);
const during = fc.option(
  said.map((y) => ({
    from: { at: 'year' as const, year: y, part: 'whole' as const },
    until: { at: 'year' as const, year: y, part: 'whole' as const },
  })),
  { nil: null, freq: 2 },
);

const repeat = (
  every: Rhythm,
  only: number[] | null,
  window: fc.Arbitrary<TimeWindow> | null,
): fc.Arbitrary<TimeRule> =>
  fc.record({
    type: fc.constant('repeat' as const),
    every: fc.constant(every),
    interval: fc.constant(1),
    only: fc.constant(only),
    windows:
      window === null
        ? fc.constant<TimeWindow[]>([])
        : fc.oneof(
            fc.constant<TimeWindow[]>([]),
            window.map((one) => [one]),
          ),
    during,
  });
const weekday: fc.Arbitrary<TimeWindow> = fc.record({
  from: fc.constant(null),
  bound: fc.constantFrom('in' as const, 'before' as const),
  until: fc.record({ at: fc.constant('weekday' as const), weekday: fc.integer({ min: 1, max: 7 }) }),
  clock,
});
const repeats: fc.Arbitrary<TimeRule> = fc.oneof(
  repeat('weekly', null, weekday),
  repeat('monthly', null, periodWindow('monthly')),
  repeat('quarterly', null, periodWindow('quarterly')),
  repeat('quarterly', [1, 3], null),
  repeat('semiannual', null, null),
  repeat('semiannual', [1], null),
  repeat('semiannual', [2], null),
  repeat('nine-month', null, null),
  repeat('annual', null, annualWindow),
  repeat('daily', null, null),
);

const words = fc.constantFrom('có chỉ đạo của cấp trên', 'có hướng dẫn của Bộ Nội vụ', 'Nghị định được ban hành');
const others: fc.Arbitrary<TimeRule> = fc.oneof(
  fc.record({ type: fc.constant('continuous' as const), during: fc.constant(null) }),
  fc.record({
    type: fc.constant('conditional' as const),
    trigger: fc.oneof(words, fc.constantFrom('theo kế hoạch của UBND tỉnh', 'theo yêu cầu')),
    from: fc.constant(null),
  }),
  fc.record({ type: fc.constant('unknown' as const), trigger: fc.constant('theo quy định') }),
  fc.record({
    type: fc.constant('term' as const),
    count: fc.integer({ min: 1, max: 90 }),
    unit: fc.constantFrom('day' as const, 'working-day' as const),
    side: fc.constantFrom('after' as const, 'before' as const),
    event: words.map((one) => one.replace('có ', 'nhận ')),
  }),
);

/** One statement about time, in the form that reading gives. */
export const arbitraryTime: fc.Arbitrary<TimeRule> = fc.oneof(
  { weight: 4, arbitrary: once },
  { weight: 4, arbitrary: repeats },
  { weight: 2, arbitrary: others },
);

/** A whole rule: one unlabelled time, or two to three labelled parts. */
export const arbitraryRule: fc.Arbitrary<DeadlineRule> = fc.oneof(
  arbitraryTime.map((time) => ({ parts: [{ label: null, times: [time] }] })),
  fc
    .tuple(
      fc.array(arbitraryTime, { minLength: 2, maxLength: 3 }),
      fc.shuffledSubarray(['Kế hoạch', 'Tổ chức thực hiện', 'Tổng hợp kết quả'], { minLength: 3, maxLength: 3 }),
    )
    .map(([times, labels]) => ({ parts: times.map((time, k) => ({ label: labels[k] as string, times: [time] })) })),
);
