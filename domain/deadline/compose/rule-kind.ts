// Which of the kinds of interfaces.md a rule is.
import type { DeadlineKind, DeadlineRule, TimeRule, TimeWindow } from '#contracts/deadline.ts';

/** The kind of a whole rule: parts that differ in label or nature are composite, several rhythms of one report are recurring. */
export function kindOfRule(rule: DeadlineRule): DeadlineKind {
  const kinds = rule.parts.flatMap((part) => part.times.map(kindOfTime));
  const first = kinds[0] ?? 'unknown';
  if (kinds.length === 1) return first;
  if (rule.parts.length === 1 && kinds.every((kind) => kind === 'recurring')) return 'recurring';
  return 'composite';
}

function kindOfTime(time: TimeRule): DeadlineKind {
  switch (time.type) {
    case 'once': {
      const kinds = new Set(time.windows.map(windowKind));
      return kinds.size === 1 ? ([...kinds][0] as DeadlineKind) : 'composite';
    }
    case 'repeat':
      return 'recurring';
    case 'term':
      return 'conditional';
    default:
      return time.type;
  }
}

/** date, month, quarter, half, year or range: an edge makes a date of any place, a start makes a range. */
export function windowKind(window: TimeWindow): DeadlineKind {
  const { until } = window;
  if (window.from !== null) return 'range';
  if (window.bound !== 'in') return 'date';
  if (until.at === 'year' && until.part === 'middle') return 'half';
  if (until.at === 'nine-months') return 'range';
  if (until.at === 'near')
    return until.part === 'whole' && (until.unit === 'month' || until.unit === 'quarter') ? until.unit : 'date';
  if (until.at !== 'month' && until.at !== 'quarter' && until.at !== 'half' && until.at !== 'year') return 'date';
  return until.part === 'start' || until.part === 'middle' || until.part === 'end' ? 'date' : until.at;
}
