// The Vietnamese lunar calendar at UTC+7, by the astronomical formulas that Hồ Ngọc Đức published (after Jean Meeus):
// new moons and the sun's longitude give month 11, the leap month and so every lunar day.
import type { LocalDate } from '#contracts/primitives.ts';
import { dateOfDayNumber, toDayNumber } from './local-date.ts';

const ZONE_HOURS = 7;
// Julian day number of 1970-01-01.
const EPOCH_JULIAN_DAY = 2_440_588;
const SYNODIC_MONTH = 29.530588853;

/** The Gregorian day of a lunar day of lunar year `year`; a 30th that the month does not have becomes its 29th. */
export function lunarToLocalDate(year: number, month: number, day: number): LocalDate {
  const start = startOfLunarMonth(year, month);
  const length = startOfMonthAfter(start) - start;
  return dateOfDayNumber(start + Math.min(day, length) - 1 - EPOCH_JULIAN_DAY);
}

/** Julian day on which (non-leap) lunar month `month` of lunar year `year` begins. */
function startOfLunarMonth(year: number, month: number): number {
  const first = month < 11 ? year - 1 : year;
  const [a11, b11] = [lunarMonth11(first), lunarMonth11(first + 1)];
  const k = Math.floor(0.5 + (a11 - 2_415_021.076998695) / SYNODIC_MONTH);
  let offset = month - 11;
  if (offset < 0) offset += 12;
  if (b11 - a11 > 365) {
    const leapOffset = leapMonthOffset(a11);
    if (offset >= leapOffset) offset += 1;
  }
  return newMoonDay(k + offset);
}

function startOfMonthAfter(start: number): number {
  const k = Math.floor(0.5 + (start - 2_415_021.076998695) / SYNODIC_MONTH);
  return newMoonDay(k + 1);
}

/** Julian day on which the lunar month with the winter solstice of `year` begins. */
function lunarMonth11(year: number): number {
  const yearEnd = toDayNumber(year, 12, 31) + EPOCH_JULIAN_DAY;
  const k = Math.floor((yearEnd - 2_415_021) / SYNODIC_MONTH);
  const newMoon = newMoonDay(k);
  return sunSector(newMoon) >= 9 ? newMoonDay(k - 1) : newMoon;
}

/** How many months after month 11 the leap month stands: the first one in which the sun enters no new sector; of thirteen months one does. */
function leapMonthOffset(a11: number): number {
  const k = Math.floor(0.5 + (a11 - 2_415_021.076998695) / SYNODIC_MONTH);
  let i = 1;
  let sector = sunSector(newMoonDay(k + i));
  let last: number;
  do {
    last = sector;
    i++;
    sector = sunSector(newMoonDay(k + i));
  } while (sector !== last);
  return i - 1;
}

// Of a new moon, in days: the amplitude, and the multiples of the sun's anomaly, the moon's anomaly and the moon's distance from its node.
const NEW_MOON_TERMS: readonly (readonly [number, number, number, number])[] = [
  [0.0021, 2, 0, 0],
  [-0.4068, 0, 1, 0],
  [0.0161, 0, 2, 0],
  [-0.0004, 0, 3, 0],
  [0.0104, 0, 0, 2],
  [-0.0051, 1, 1, 0],
  [-0.0074, 1, -1, 0],
  [0.0004, 1, 0, 2],
  [-0.0004, -1, 0, 2],
  [-0.0006, 0, 1, 2],
  [0.001, 0, -1, 2],
  [0.0005, 1, 2, 0],
];

/** Local Julian day of the kth new moon after 1900-01-01; terms that move none by a second from 1900 to 2199 are left out. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const t2 = t * t;
  const mean = 2_415_020.75933 + 29.53058868 * k + 0.0001178 * t2 + 0.00033 * sine(166.56 + 132.87 * t);
  const sun = 359.2242 + 29.10535608 * k;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2;
  const node = 21.2964 + 390.67050646 * k;
  let correction = (0.1734 - 0.000393 * t) * sine(sun);
  for (const [days, a, b, c] of NEW_MOON_TERMS) correction += days * sine(a * sun + b * moon + c * node);
  const deltaT = -0.000278 + 0.000265 * t + 0.000262 * t2;
  return Math.floor(mean + correction - deltaT + 0.5 + ZONE_HOURS / 24);
}

/** Which of the twelve 30° sectors the sun stands in at local midnight of a Julian day; 9 = from the winter solstice on. */
function sunSector(julianDay: number): number {
  const t = (julianDay - 2_451_545.5 - ZONE_HOURS / 24) / 36_525;
  const anomaly = 357.5291 + 35_999.0503 * t;
  const centre = (1.9146 - 0.004817 * t) * sine(anomaly) + 0.02 * sine(2 * anomaly);
  const turns = (280.46645 + 36_000.76983 * t + centre) / 360;
  return Math.floor((turns - Math.floor(turns)) * 12);
}

function sine(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}
