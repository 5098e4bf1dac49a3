/** What a person's short answer (a reply by mail, a text to the OA) asks of us; anything but a clear acknowledgement is for a person. */
export type ReplyMeaning = 'acknowledged' | 'other';

/**
 * Reads the new words of a reply; quoted text below it never counts, and a denial is never an acknowledgement. Time grows with the length of
 * the text and with nothing else, because anybody may write it.
 */
export function readReply(text: string): ReplyMeaning {
  const written = newWords(text);
  if (written === null) return 'other';
  const words = plainWords(written);
  if (words.length > LONGEST_ACKNOWLEDGEMENT) return 'other';
  if (DENIAL.test(words) || words.includes('?')) return 'other';
  return ACKNOWLEDGEMENT.test(words) ? 'acknowledged' : 'other';
}

// A longer answer says more than "received" and deserves a reader.
const LONGEST_ACKNOWLEDGEMENT = 160;
// With marks and blank lines an acknowledgement is still shorter than this.
const LONGEST_LOOKED_AT = 4_000;
const DENIAL =
  /\b(chua|khong|ko|kg|khg|tu choi|nham|sai|xin loi|de nghi (gia han|chuyen|xem xet|dieu chinh)|gia han|tra lai|vuong)\b/;
const ACKNOWLEDGEMENT =
  /(^|[^\p{L}])(da (tiep )?nhan|da ro|nhan (duoc )?(roi|viec|nhiem vu|thong tin|thong bao|duoc)|tiep nhan|xac nhan (da )?(tiep )?nhan|ok|oke|okay|da nhan duoc|received|acknowledged)([^\p{L}]|$)/u;

/** Only what the person wrote: up to the first quoted line, header of a quoted mail or signature mark; null when it goes on too long to tell. */
function newWords(text: string): string | null {
  const kept: string[] = [];
  for (const line of text.slice(0, LONGEST_LOOKED_AT).split(/\r?\n/)) {
    if (beginsQuote(line.trim().toLowerCase().normalize('NFC'))) return kept.join(' ');
    kept.push(line);
  }
  return text.length > LONGEST_LOOKED_AT ? null : kept.join(' ');
}

/** Whether a line, trimmed and in lower case, begins what was not written now. Each test looks at the line once. */
function beginsQuote(line: string): boolean {
  if (line.startsWith('>') || line === '--' || line.startsWith('---') || /^_{5,}$/.test(line)) return true;
  if (QUOTE_STARTS.some((words) => line.startsWith(words))) return true;
  if (/^(from|từ|người gửi)\s{0,3}:/u.test(line) && line.includes('@')) return true;
  if (!/(wrote|viết)$/u.test(line.endsWith(':') ? line.slice(0, -1).trimEnd() : line)) return false;
  return DATES.test(line) || namesAddress(line);
}

const QUOTE_STARTS = ['kính gửi: đồng chí', 'sent from', 'đã gửi từ', 'gửi từ'];
const DATES = /^(on|vào|lúc|ngày|thứ|chủ nhật)[^\p{L}]/u;

/** `Nguyễn Văn A <a@tuky.example.vn>`: an address in angle brackets with something before it. */
function namesAddress(line: string): boolean {
  const open = line.indexOf('<');
  const at = line.indexOf('@', open);
  return open > 0 && at !== -1 && line.includes('>', at);
}

/** Lower case without marks, so that an answer typed without diacritics is understood too. */
function plainWords(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}
