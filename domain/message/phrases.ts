// Small Vietnamese phrases of the administrative register, each used by more than one form of the message.

import type { MessageInput, Recipient } from '#contracts/message.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { daysBetween } from '#domain/calendar/local-date.ts';
import { capital } from '#domain/words/capital.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { properNames, softenCapitals } from '../shared/administrative-names.ts';
import { groupBy } from '../shared/group-by.ts';
import { oneLine } from './one-line.ts';
import type { BareItem, ItemReading } from './read-item.ts';

/** The plan's title inside a sentence: out of the capitals that a title page has, the names of office and agency kept. */
export function planWords(item: BareItem, office: string): string {
  return softenCapitals(oneLine(item.planTitle), properNames([office, item.agencyName]));
}

/** How the date stands on the day of the slot: "còn 3 ngày làm việc", "đến hạn hôm nay", "quá hạn 5 ngày"; empty without a date. */
export function countdown(reading: ItemReading): string {
  const { item, daysLeft, workingDaysLeft } = reading;
  if (item.daysLate > 0) return `quá hạn ${item.daysLate} ngày`;
  if (item.due === null || daysLeft === null) return '';
  if (daysLeft === 0) return 'đến hạn hôm nay';
  if (daysLeft < 0) return `đã đến hạn ngày ${formatDate(item.due)}`;
  if (reading.kind === 'due' || workingDaysLeft === 0) return 'hôm nay là ngày làm việc cuối cùng trước hạn';
  return workingDaysLeft === null ? `còn ${daysLeft} ngày` : `còn ${workingDaysLeft} ngày làm việc`;
}

/** The written date, and beside it the day after which the work counts as late, where a day off moves it. */
export function dueWords(item: BareItem): string {
  if (item.due === null) return 'thường xuyên, không ấn định ngày';
  const written = formatDate(item.due);
  if (item.dueWorking === null || daysBetween(item.due, item.dueWorking) === 0) return written;
  return `${written} (ngày nghỉ; tính quá hạn sau ngày ${formatDate(item.dueWorking)})`;
}

/** The quarter a progress question asks about: the one that is ending or has just ended. */
export function quarterWords(slotDate: LocalDate): string {
  const [year = 0, month = 1, day = 1] = slotDate.split('-').map(Number);
  const quarter = Math.ceil(month / 3);
  // Asked in the first half month of a quarter, the question is still about the one before.
  const justBegun = month % 3 === 1 && day <= 15;
  const asked = justBegun ? quarter - 1 : quarter;
  return asked === 0 ? `quý IV/${year - 1}` : `quý ${['I', 'II', 'III', 'IV'][asked - 1]}/${year}`;
}

/** Who is addressed, with the form of address only where a person (not an office) is named. */
export function salutation(recipient: Recipient): string {
  const { named, places } = partsOf(recipient);
  return [named, ...places].join(', ');
}

/** Everybody whom a letter is to: of one name once, with all that they are; of many who share an address the first ones. */
export function greeting({ recipient, alsoTo }: Pick<MessageInput, 'recipient' | 'alsoTo'>): string {
  const names = [...groupBy([recipient, ...(alsoTo ?? [])], nameKey).values()].map(greetingOf);
  const rest = names.length - GREETED_MAX;
  const greeted = names.slice(0, GREETED_MAX).join('; ');
  return rest > 0 ? `${greeted} và ${rest} người khác dùng chung địa chỉ này` : greeted;
}

// A salutation that lists more is read by nobody.
const GREETED_MAX = 5;

function greetingOf(sameName: readonly Recipient[]): string {
  const [first] = sameName as readonly [Recipient];
  const places = [...new Set(sameName.map((one) => partsOf(one).places.join(', ')))].filter((place) => place !== '');
  return places.length > 1 ? `${partsOf(first).named} (${places.join('; ')})` : salutation(first);
}

/** The names of everybody whom a letter is to, each once. */
export function readerNames({ recipient, alsoTo }: Pick<MessageInput, 'recipient' | 'alsoTo'>): string {
  const byName = new Map([recipient, ...(alsoTo ?? [])].map((one) => [nameKey(one), oneLine(one.name)]));
  return [...byName.values()].join(', ');
}

function nameKey({ name }: Recipient): string {
  return oneLine(name).normalize('NFC').toLowerCase();
}

/** How somebody is named, and what they are: their position and agency as far as the name does not say them. */
function partsOf(recipient: Recipient): { named: string; places: string[] } {
  const name = oneLine(recipient.name);
  const position = oneLine(recipient.position);
  const agency = oneLine(recipient.agencyName);
  const contains = (whole: string, part: string) => whole.toLowerCase().includes(part.toLowerCase());
  const named = OFFICE_NAME.test(name) || contains(name, agency) ? name : `Đồng chí ${name}`;
  const places: string[] = [];
  if (position !== '' && !contains(name, position)) places.push(position);
  if (agency !== '' && !contains(named, agency) && !namesAgency(position, agency)) places.push(agency);
  return { named, places };
}

/** "Trưởng phòng Tư pháp", "Chủ tịch UBND huyện": a position that ends in the agency's name, or in the first words of it. */
function namesAgency(position: string, agency: string): boolean {
  const held = position.toLowerCase();
  const words = agency.toLowerCase().split(' ');
  if (words.length === 1) return held.includes(agency.toLowerCase());
  return words.some((_, index) => index >= 1 && held.endsWith(words.slice(0, index + 1).join(' ')));
}

const OFFICE_NAME =
  /^(phòng|văn phòng|văn thư|ubnd|ủy ban|uỷ ban|hđnd|ban |sở|bộ phận|bộ |trung tâm|trường|công an|chi cục|cục|kho bạc|hạt|đội|đài|trạm|các |đầu mối|đ\/c|đồng chí|ông |bà )/iu;

/** "a, b và c". */
export function listWords(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} và ${parts.at(-1)}`;
}

/** "đang thực hiện, quá hạn 5 ngày". */
export function standingWords(reading: ItemReading): string {
  const when = reading.item.status === 'assigned' || reading.item.status === 'in-progress' ? countdown(reading) : '';
  const status =
    reading.item.status === 'assigned' && reading.kind === 'unacknowledged'
      ? 'chưa tiếp nhận'
      : WORDS.status[reading.item.status];
  return capital([status, when].filter((part) => part !== '').join(', '));
}
