/** What a person's short answer (a reply by mail, a text to the OA) asks of us; anything but a clear acknowledgement is for a person. */
export type ReplyMeaning = 'acknowledged' | 'other';

/** Reads the new words of a reply; quoted text below it never counts, and a denial is never an acknowledgement. */
export function readReply(text: string): ReplyMeaning {
  const words = plainWords(newWords(text));
  if (words === '' || words.length > LONGEST_ACKNOWLEDGEMENT) return 'other';
  if (DENIAL.test(words) || words.includes('?')) return 'other';
  return ACKNOWLEDGEMENT.test(words) ? 'acknowledged' : 'other';
}

// A longer answer says more than "received" and deserves a reader.
const LONGEST_ACKNOWLEDGEMENT = 160;
const DENIAL =
  /\b(chua|khong|ko|kg|khg|tu choi|nham|sai|xin loi|de nghi (gia han|chuyen|xem xet|dieu chinh)|gia han|tra lai|vuong)\b/;
const ACKNOWLEDGEMENT =
  /(^|[^\p{L}])(da (tiep )?nhan|da ro|nhan (duoc )?(roi|viec|nhiem vu|thong tin|thong bao|duoc)|tiep nhan|xac nhan (da )?(tiep )?nhan|ok|oke|okay|da nhan duoc|received|acknowledged)([^\p{L}]|$)/u;

/** Only what the person wrote: up to the first quoted line, header of a quoted mail or signature mark. */
function newWords(text: string): string {
  const kept: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (QUOTE_BEGINS.some((pattern) => pattern.test(line))) break;
    kept.push(line);
  }
  return kept.join(' ');
}

const QUOTE_BEGINS = [
  /^\s*>/,
  /^-- ?$/,
  /^_{5,}$/,
  /^-{3,}/,
  /^\s*(on|vào|lúc|ngày|thứ|chủ nhật)\b.*(wrote|đã viết|viết)\s*:?\s*$/iu,
  /^\s*\S.*<\S+@\S+>.*(wrote|đã viết|viết)\s*:?\s*$/iu,
  /^\s*(from|từ|người gửi)\s*:.*@/iu,
  /^\s*(kính gửi: đồng chí|sent from|đã gửi từ|gửi từ)\b/iu,
];

/** Lower case without marks, so that an answer typed without diacritics is understood too. */
function plainWords(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}
