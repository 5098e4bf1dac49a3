import type { MessageInput, MessageItem } from '#contracts/message.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { headline, subjectOf } from './compose-subject.ts';
import { digestSentences } from './digest-sentences.ts';
import { actionsOf, groupsOf, rowWords } from './letter-parts.ts';
import { dueWords, oneLine, quarterWords, shorten } from './phrases.ts';
import { type ItemReading, readItems } from './read-item.ts';
import { openingSentences } from './sentences.ts';
import { WORDS } from './words.ts';
import { ZALO_TEMPLATES, type ZaloTemplateKey } from './zalo-templates.ts';

export type ZaloWords = {
  /** The consultation message, at most 2,000 characters. */
  text: string;
  /** What the approved template is filled with; every value within its limit. */
  template: { key: ZaloTemplateKey; data: Record<string, string> };
  viewUrl: string | null;
};

/** Zalo's limit of a consultation text, in characters of NFC. */
const TEXT_LIMIT = 2_000;

/**
 * The same message for Zalo: words that fit its limits whatever the plan says. `listUrl` is the page that a digest opens; without it the
 * first item's page is taken.
 */
export function composeZalo(input: MessageInput, listUrl: string | null = null): ZaloWords {
  const slotDate = toLocalDate(input.slotAt, input.zone);
  const readings = readItems(input.items, input.recipient, slotDate);
  const [first] = readings;
  if (first === undefined) throw new RangeError('a message has at least one item');
  const viewUrl = readings.length === 1 ? pageOf(first) : (listUrl ?? pageOf(first));
  const text =
    readings.length === 1
      ? singleText(first, input, slotDate, viewUrl)
      : digestText(readings, input.office, slotDate, digestTail(listUrl, viewUrl));
  return { text, template: templateOf(readings, first, input, slotDate, viewUrl ?? ''), viewUrl };
}

function pageOf(reading: ItemReading<MessageItem>): string | null {
  return reading.item.links.view ?? actionsOf(reading)[0]?.href ?? null;
}

function digestTail(listUrl: string | null, firstUrl: string | null): string {
  if (listUrl !== null) return `Danh sách đầy đủ: ${listUrl}`;
  return firstUrl === null ? '' : `Xem việc đầu tiên: ${firstUrl}`;
}

function singleText(reading: ItemReading, input: MessageInput, slotDate: LocalDate, url: string | null): string {
  const tail = [
    `${WORDS.fact.due}: ${dueWords(reading.item)}`,
    ...(url === null ? [] : [`${WORDS.action.view}: ${url}`]),
  ].join('\n');
  const head = plain(openingSentences(reading, input, slotDate));
  return keepWithin([head, `${WORDS.fact.task}: ${plain(reading.item.title)}`], tail);
}

function digestText(
  readings: readonly ItemReading<MessageItem>[],
  office: string,
  slotDate: LocalDate,
  tail: string,
): string {
  const rows = groupsOf(readings).flatMap(({ readings: group }) =>
    group.map((reading) => {
      const { urgency, rest } = rowWords(reading);
      return `- ${urgency}: ${plain(shorten(reading.item.title, 80))}${rest === '' ? '' : ` (${plain(rest)})`}`;
    }),
  );
  return keepWithin([plain(digestSentences(readings, office, slotDate)), ...rows], tail);
}

// Whole lines as long as they fit, then how many are left out: the link at the end is never the part that is cut.
function keepWithin(lines: readonly string[], tail: string): string {
  const room = TEXT_LIMIT - [...tail].length - 40;
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    const length = [...line].length + 1;
    if (used + length > room) {
      if (kept.length < 2) kept.push(shorten(line, Math.max(20, room - used)));
      break;
    }
    kept.push(line);
    used += length;
  }
  const left = lines.length - kept.length;
  return [...kept, ...(left > 0 ? [`… và ${left} việc khác.`] : []), tail].filter((line) => line !== '').join('\n');
}

/** Zalo reads `[@id]` as a mention, so that a title could page a whole group. */
function plain(text: string): string {
  return oneLine(text)
    .replace(/\[@[^\]]*\]/g, '')
    .trim();
}

function templateOf(
  readings: readonly ItemReading<MessageItem>[],
  first: ItemReading<MessageItem>,
  input: MessageInput,
  slotDate: LocalDate,
  url: string,
): ZaloWords['template'] {
  const common = { nguoi_nhan: plain(input.recipient.name), don_vi: plain(input.office), duong_dan: url };
  if (readings.length > 1) {
    const details = subjectOf(readings, slotDate)
      .replace(/^\d+ việc:? ?/, '')
      .replace(/ \([\d/]+\)$/, '');
    return fill('tong-hop', {
      ...common,
      so_viec: `${readings.length} việc`,
      chi_tiet: details,
      ngay: formatDate(slotDate),
    });
  }
  const work = { ...common, nhiem_vu: plain(first.item.title), co_quan: plain(first.item.agencyName) };
  // A date parameter takes nothing but a date: work without one has its own template.
  if (first.item.due === null) return fill('hoi-tien-do', { ...work, ky: quarterWords(slotDate) });
  return fill('nhac-viec', {
    ...work,
    tinh_trang: headline(first, slotDate),
    han: formatDate(first.item.due),
  });
}

function fill(key: ZaloTemplateKey, values: Record<string, string>): ZaloWords['template'] {
  const data: Record<string, string> = {};
  for (const { name, maxLength, type } of ZALO_TEMPLATES[key].params) {
    const value = values[name] ?? '';
    // A link that is cut opens nothing; if it is too long the check before sending refuses it and another channel carries the message.
    data[name] = type === 'url' ? value : shorten(value, maxLength);
  }
  return { key, data };
}
