// Dates as other countries and other programs write them (June 30, 2026; 2026-06-30; 6/30/2026; Excel's 46203) → day/month/year.
import { fromDayNumber, toDayNumber } from '#domain/calendar/local-date.ts';

/** The same time text with every such date day first; what else it says stays as written. A date whose order is open stays as it is. */
export function plainDates(text: string): string {
  return serialText(text) ?? writtenText(text);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const GAP = String.raw`[\s.,/-]{1,3}`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const EDGE = String.raw`(?![\p{L}\d])`;

const DAY_MONTH_YEAR = new RegExp(
  String.raw`(?<![\p{L}\d])${DAY}${GAP}(?:of\s)?${MONTH}${GAP}(\d{4}|\d{2})${EDGE}`,
  'giu',
);
const MONTH_DAY_YEAR = new RegExp(String.raw`(?<![\p{L}\d])${MONTH}[\s.-]{1,2}${DAY}${GAP}(\d{4})${EDGE}`, 'giu');
const MONTH_YEAR = new RegExp(String.raw`(?<![\p{L}\d]|\d[\s.,/-])${MONTH}${GAP}(\d{4})${EDGE}`, 'giu');
const DAY_MONTH = new RegExp(String.raw`(?<![\p{L}\d])${DAY}${GAP}${MONTH}${EDGE}(?!${GAP}\d)`, 'giu');
// ISO 8601, also with the slashes and points of Asian settings; 2026-2027 and 12/2026-2027 are spans of years.
const YEAR_FIRST = /(?<![\p{L}\d./-])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?=[T\s]|(?![\p{L}\d/-]))/gu;
// A date cell that another program wrote out has midnight behind it.
const CLOCK =
  /(?<=\d{1,2}\/\d{1,2}\/(?:\d{4}|\d\d))[T\s]+\d{1,2}:\d\d:\d\d(?:\.\d+)?(?:\s*(?:AM|PM))?(?:Z|\+\d\d:\d\d)?/giu;

function writtenText(text: string): string {
  const month = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const whole = (written: string, day: string, at: number, year: string) =>
    Number(day) >= 1 && Number(day) <= 31 ? `${Number(day)}/${at}/${year.length === 2 ? `20${year}` : year}` : written;
  return text
    .replace(YEAR_FIRST, (written, year: string, _sign, at: string, day: string) =>
      Number(at) >= 1 && Number(at) <= 12 ? whole(written, day, Number(at), year) : written,
    )
    .replace(DAY_MONTH_YEAR, (written, day: string, name: string, year: string) =>
      whole(written, day, month(name), year),
    )
    .replace(MONTH_DAY_YEAR, (written, name: string, day: string, year: string) =>
      whole(written, day, month(name), year),
    )
    .replace(MONTH_YEAR, (_written, name: string, year: string) => `${month(name)}/${year}`)
    .replace(DAY_MONTH, (written, day: string, name: string) =>
      Number(day) >= 1 && Number(day) <= 31 ? `${Number(day)}/${month(name)}` : written,
    )
    .replace(CLOCK, '');
}

// Days since 1899-12-30, as Excel counts (ECMA-376 part 1, 18.17.4.1); from 2010 to 2049 nothing else in a time column has five digits.
const SERIAL = /^(\d{5})(?:[.,]\d+)?$/;
const [SERIAL_FIRST, SERIAL_LAST] = [40_179, 54_788];

/** "46203", a date cell whose format was lost, as the day that it counts. */
function serialText(text: string): string | null {
  const days = Number(text.trim().match(SERIAL)?.[1]);
  if (!(days >= SERIAL_FIRST && days <= SERIAL_LAST)) return null;
  const { year, month, day } = fromDayNumber(toDayNumber(1899, 12, 30) + days);
  return `${day}/${month}/${year}`;
}
