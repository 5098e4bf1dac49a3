// A text message is paid by its parts: 153 signs of the GSM alphabet each, or 67 as soon as one sign is outside of it.
import { shorten } from '#domain/message/one-line.ts';
import type { SmsForm } from './compose-sms.ts';

/** 3GPP TS 23.038: signs of one place, and those of two. */
const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const GSM_OF_TWO = '^{}\\[~]|€\f';

// A shorter title says nothing any more: then rather without the link.
const TITLE_MIN = 20;

export type SmsRoom = { partsMax: number; withoutDiacritics: boolean };

/** The words that leave, never in more parts than there is room for: the title is cut first, then the link is left out, whole. */
export function smsText(form: SmsForm, { partsMax, withoutDiacritics }: SmsRoom): string {
  const plain = (text: string) => (withoutDiacritics ? withoutMarks(text) : text.normalize('NFC'));
  for (const link of form.link === null ? [null] : [form.link, null])
    for (let limit = [...form.title].length; limit >= Math.min(TITLE_MIN, [...form.title].length); limit -= 1) {
      const text = plain(sentence({ ...form, title: shorten(form.title, limit), link }));
      if (partsOf(text) <= partsMax) return text;
    }
  return keepParts(plain(sentence({ ...form, link: null })), partsMax);
}

function sentence({ lead, title, due, link }: SmsForm): string {
  return `${lead}: ${title}${due === null ? '' : ` (hạn ${due})`}.${link === null ? '' : ` ${link}`}`;
}

/** How many parts a text is sent in. */
export function partsOf(text: string): number {
  const { cost, single, each } = alphabetOf(text);
  let [total, parts, used] = [0, 1, 0];
  for (const sign of text) {
    const places = cost(sign);
    total += places;
    // A sign of two places is never torn apart between two parts.
    if (used + places > each) {
      parts += 1;
      used = 0;
    }
    used += places;
  }
  return total <= single ? 1 : parts;
}

function alphabetOf(text: string) {
  const isGsm = [...text].every((sign) => gsmPlaces(sign) > 0);
  return isGsm
    ? { cost: gsmPlaces, single: 160, each: 153 }
    : { cost: (sign: string) => sign.length, single: 70, each: 67 };
}

function gsmPlaces(sign: string): number {
  if (GSM.includes(sign)) return 1;
  return GSM_OF_TWO.includes(sign) ? 2 : 0;
}

function keepParts(text: string, partsMax: number): string {
  const signs = [...text];
  while (partsOf(signs.join('')) > partsMax) signs.pop();
  return signs.join('');
}

/** Vietnamese as people type it without marks, its typographic signs as the GSM alphabet has them. */
function withoutMarks(text: string): string {
  return text
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[–—•]/g, '-')
    .replace(/…/g, '...')
    .replace(/\u00a0/g, ' ');
}
