/** What a person's short answer (a reply by mail, a text to the OA) asks of us; anything but a clear acknowledgement is for a person. */
export type ReplyMeaning = 'acknowledged' | 'other';

/**
 * Reads the new words of a reply; quoted text below it never counts. A receipt is one when every clause of it is known to be a receipt or a courtesy:
 * whatever else it says, it says to a person. Time grows with the length of the text and with nothing else, because anybody may write it.
 */
export function readReply(text: string): ReplyMeaning {
  const written = newWords(text);
  if (written === null) return 'other';
  const words = plainWords(written);
  if (words.length > LONGEST_ACKNOWLEDGEMENT || MORE_THAN_A_RECEIPT.test(words)) return 'other';
  // A mail program may break a sentence anywhere; a signature stands on lines of its own.
  return isReceipt(clausesOf(words)) || isReceiptWithSignature(written) ? 'acknowledged' : 'other';
}

// A longer answer says more than "received" and deserves a reader.
const LONGEST_ACKNOWLEDGEMENT = 160;
// With marks and blank lines an acknowledgement is still shorter than this.
const LONGEST_LOOKED_AT = 4_000;

// Also where a name could hold them: a reply with one of these is never taken for a mere receipt.
const MORE_THAN_A_RECEIPT =
  /\?|\b(chua|khong|ko|kg|khg|hong|k|cha|chang|nhung|song|tuy|tuc|chuyen|de nghi|kien nghi|yeu cau lai|xin loi|nham|sai|tu choi|gia han|tra lai|vuong|kho khan|thuoc|nghi phep|nghi om|vang mat|di vang|cong tac|tu dong|thay the|phai|neu|ban giao|thoi viec|but|not|no|cannot|unable|wrong|sorry|please)\b/;

const PARTICLES =
  '(?: (?:a|ah|ha|nhe|nha|nhe a|roi|roi a|day|anh|chi|em|ban|sep|dong chi|d\\/c|dc|cac dong chi|anh chi|thay|co))*';
const THING =
  '(?:thu|thu nhac|thu nhac viec|email|mail|e-mail|thu dien tu|van ban|cong van|thong bao|thong tin|tin|tin nhan|viec|cong viec|nhac viec|nhiem vu|noi dung|chi dao|y kien chi dao|ke hoach)';
const WHICH =
  '(?: (?:nay|tren|duoc giao|moi|cua anh|cua chi|cua anh chi|cua dong chi|cua van phong|cua co quan|cua uy ban))*';
const OFFICE =
  '(?:phong|so|ban|ubnd|uy ban|van phong|chi cuc|cuc|trung tam|cong an|benh vien|truong|xa|phuong|thi tran|huyen|hoi|dai|doi|hat|vien|toa an|thanh tra|kho bac|bao hiem)(?: [a-z0-9&–-]+){0,7}?';
const WHO = `(?:(?:da |vang )?(?:em|toi|minh|chung toi|chung em|don vi|co quan|ben (?:em|toi|minh)|phong (?:em|toi|minh)|${OFFICE}) )?`;
const TAKEN = [
  `(?:xac nhan )?(?:da|vua) (?:tiep )?nhan(?: duoc| du)?(?: (?:ca )?${THING})?`,
  `(?:xac nhan )?tiep nhan(?: ${THING})?`,
  `xac nhan nhan(?: duoc)?(?: ${THING})?`,
  `nhan (?:duoc )?(?:ro|roi|duoc|${THING})`,
  'nhan duoc',
  '(?:da )?ro',
  `da nam(?: duoc)? ${THING}`,
].join('|');
const PROMISE =
  '(?:xin |em |toi |don vi |phong )?(?:se|dang) (?:co gang )?(?:lam|thuc hien|trien khai|xu ly|bao cao|hoan thanh|tham muu|gui bao cao|lam ngay)(?: (?:ngay|som|day du|nghiem tuc|kip thoi|dung han|dung thoi han|dung tien do|dung quy dinh|theo quy dinh|theo ke hoach|theo chi dao|ket qua|viec nay|nhiem vu|nhiem vu nay|theo yeu cau))*';
const COURTESY =
  '(?:xin |tran trong |em |chan thanh )?cam on(?: nhieu)?|tran trong|than|than men|kinh thu|thanks?(?: you)?(?: very much)?|tks|best regards|regards|(?:da |vang )?(?:vang|da)';
const GREETING = '(?:kinh gui|kinh thua|thua|chao|xin chao|dear|hi|hello)(?: [a-z.]+){0,6}';
const RECEIPT = new RegExp(
  `^(?:(?:da |vang )?(?:ok|oke|okay|okie|received|acknowledged|noted)|${WHO}(?:${TAKEN})${WHICH})${PARTICLES}$`,
);
const BESIDE = new RegExp(`^(?:${PROMISE}|${COURTESY}|${GREETING})${PARTICLES}$`);

/** Sentences, parts of one, and what "và" joins where it is not part of a name. */
function clausesOf(words: string): string[] {
  return words
    .split(/[.,;:!…()"“”]+/)
    .map((clause) => clause.trim())
    .flatMap((clause) => (isKnown(clause) ? [clause] : clause.split(' va ')))
    .filter((clause) => clause !== '');
}

function isReceipt(clauses: readonly string[]): boolean {
  const receipts = clauses.filter((clause) => RECEIPT.test(clause)).length;
  return receipts > 0 && clauses.every(isKnown);
}

function isKnown(clause: string): boolean {
  return RECEIPT.test(clause) || BESIDE.test(clause);
}

/** The receipt in the first lines, who wrote it in the last ones. */
function isReceiptWithSignature(written: string): boolean {
  const lines = written.split('\n').map((line) => line.trim());
  const ends = lines.findLastIndex((line) => line !== '' && !isOfSignature(line)) + 1;
  return ends > 0 && isReceipt(lines.slice(0, ends).flatMap((line) => clausesOf(plainWords(line))));
}

const NAME = /^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,4}$/u;
const POST_OR_OFFICE =
  /^(?:(?:pho |q )?(?:truong|giam doc|chu tich|chanh van phong|chi cuc truong)|chuyen vien|can bo|van thu|phong|so|ban|ubnd|van phong|chi cuc|trung tam)(?: [a-z&,-]+){0,8}$/;
const CONTACT =
  /^(?:(?:dt|sdt|tel|mobile|email|dien thoai|di dong) ?[:.]? ?)?(?:\+?[\d .()-]{8,20}|[^\s@]{1,60}@[^\s@]{1,60})$/;

function isOfSignature(line: string): boolean {
  const words = plainWords(line);
  return NAME.test(line) || POST_OR_OFFICE.test(words) || CONTACT.test(words);
}

/** Only what the person wrote: up to the first quoted line, header of a quoted mail or signature mark; null when it goes on too long to tell. */
function newWords(text: string): string | null {
  const kept: string[] = [];
  for (const line of text.slice(0, LONGEST_LOOKED_AT).split(/\r?\n/)) {
    if (beginsQuote(line.trim().toLowerCase().normalize('NFC'))) return kept.join('\n');
    kept.push(line);
  }
  return text.length > LONGEST_LOOKED_AT ? null : kept.join('\n');
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
