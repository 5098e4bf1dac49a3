import { z } from 'zod';
import type { MessageInput, MessageItem } from '#contracts/message.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { buttonPayload } from '#domain/delivery/read-zalo-text.ts';
import { headline, subjectOf } from '#domain/message/compose-subject.ts';
import { digestSentences } from '#domain/message/digest-sentences.ts';
import { acknowledgeWords, actionsOf, groupsOf, rowWords } from '#domain/message/letter-parts.ts';
import { oneLine, shorten } from '#domain/message/one-line.ts';
import { dueWords, quarterWords, readerNames } from '#domain/message/phrases.ts';
import { type ItemReading, readItems } from '#domain/message/read-item.ts';
import { openingSentences } from '#domain/message/sentences.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import type { NeutralMessage } from '../channel-kind.ts';
import { ZALO_TEMPLATE_KEYS, ZALO_TEMPLATES, type ZaloTemplateKey } from './zalo-templates.ts';

/** What a message says on Zalo, as it is stored with it: every attempt says the same. */
export const ZaloForm = z.object({
  text: z.string().describe('the consultation message, at most 2,000 characters'),
  template: z
    .object({ key: z.enum(ZALO_TEMPLATE_KEYS), data: z.record(z.string(), z.string()) })
    .describe('what the approved template is filled with; every value within its limit'),
  viewUrl: z.string().nullable(),
  acknowledgePayload: z.string().nullable().describe('comes back when the reader presses the button that acknowledges'),
  acknowledgeWords: z.string().optional().describe('what that button says; left out by versions up to 0.3.0'),
});
export type ZaloForm = z.infer<typeof ZaloForm>;

/** Zalo's limit of a consultation text, in characters of NFC. */
const TEXT_LIMIT = 2_000;

/** The same message for Zalo: words that fit its limits whatever the plan says. A digest opens the page of all that is open for its reader. */
export function composeZalo({ said: input, acknowledgeToken }: NeutralMessage): ZaloForm {
  const slotDate = toLocalDate(input.slotAt, input.zone);
  const readings = readItems(input.items, input.recipient, slotDate);
  const [first] = readings;
  if (first === undefined) throw new RangeError('a message has at least one item');
  const allUrl = readings.length > 1 ? (input.allWork ?? null) : null;
  const viewUrl = allUrl ?? pageOf(first);
  const text =
    readings.length === 1
      ? singleText(first, input, slotDate, viewUrl)
      : digestText(readings, input, slotDate, digestTail(allUrl, viewUrl));
  const acknowledgePayload = acknowledgeToken === null ? null : buttonPayload(acknowledgeToken);
  const template = templateOf(readings, first, input, slotDate, viewUrl ?? '');
  return { text, template, viewUrl, acknowledgePayload, acknowledgeWords: acknowledgeWords(readings) };
}

function pageOf(reading: ItemReading<MessageItem>): string | null {
  return reading.item.links.view ?? actionsOf(reading)[0]?.href ?? null;
}

function digestTail(allUrl: string | null, firstUrl: string | null): string {
  if (allUrl !== null) return `Xem tất cả: ${allUrl}`;
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
  input: MessageInput,
  slotDate: LocalDate,
  tail: string,
): string {
  const rows = groupsOf(readings).flatMap(({ readings: group }) =>
    group.map((reading) => {
      const { urgency, rest } = rowWords(reading, input);
      return `- ${urgency}: ${plain(shorten(reading.item.title, 80))}${rest === '' ? '' : ` (${plain(rest)})`}`;
    }),
  );
  return keepWithin([plain(digestSentences(readings, input.office, slotDate)), ...rows], tail);
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
): ZaloForm['template'] {
  const common = { nguoi_nhan: plain(readerNames(input)), don_vi: plain(input.office), duong_dan: url };
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

function fill(key: ZaloTemplateKey, values: Record<string, string>): ZaloForm['template'] {
  const data: Record<string, string> = {};
  for (const { name, maxLength, type } of ZALO_TEMPLATES[key].params) {
    const value = values[name] ?? '';
    // A link that is cut opens nothing; if it is too long the check before sending refuses it and another channel carries the message.
    data[name] = type === 'url' ? value : shorten(value, maxLength);
  }
  return { key, data };
}
