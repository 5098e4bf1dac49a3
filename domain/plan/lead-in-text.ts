// An agency that leads by the words of a sentence: "Giao Sở Nội vụ chủ trì …", "III. SỞ TÀI CHÍNH", "(Chủ trì: Phòng Tư pháp)".
import { startsAgency } from './agency-words.ts';
import { squeeze } from './fold-text.ts';
import { readLabel } from './read-label.ts';

export type LeadInText = {
  text: string;
  /** The words say that it leads; else it may be what the work is about. */
  isPlain: boolean;
};

/** Who leads all the work under a heading: the heading is the name, or gives the work to it. */
export function leadInHeading(heading: string): LeadInText | null {
  const { title } = readLabel(heading);
  const line = squeeze(title)
    .replace(/[:.]+$/, '')
    .replace(COUNT, '');
  const given = line.match(
    /(?:^|\s)giao(?:\s+cho)?\s+(.+?)(?:\s+(?:chủ trì|thực hiện|triển khai|tham mưu)(?:\s.*)?)?$/iu,
  )?.[1];
  if (given && isName(given)) return { text: given, isPlain: true };
  const named = line.match(/^(.+?)\s+chủ trì(?:\s+(?:thực hiện|triển khai|tham mưu))?$/iu)?.[1] ?? leadInBrackets(line);
  if (named && isName(named)) return { text: named, isPlain: true };
  return isName(line) ? { text: line, isPlain: true } : null;
}

/** "Sở Tài chính (06 nhiệm vụ)", "Sở Y tế: 12 văn bản": how much it leads is no part of its name. */
const COUNT =
  /\s*(?:\(|[:–-]\s)\s*(?:gồm\s+)?\d{1,3}\s+(?:nhiệm vụ|nội dung|việc|công việc|đề án|văn bản|chỉ tiêu|dự án)\s*\)?$/iu;

/** Who leads a work by its own text. */
export function leadInActivity(activity: string): LeadInText | null {
  const line = squeeze(readLabel(activity).title);
  const bracketed = leadInBrackets(line);
  if (bracketed && isName(bracketed)) return { text: bracketed, isPlain: true };
  const given = line.match(
    /^giao(?:\s+cho)?\s+(.+?)\s+(?:chủ trì|tham mưu|thực hiện|triển khai|xây dựng|rà soát|báo cáo)(?![\p{L}])/iu,
  )?.[1];
  if (given && isName(given)) return { text: given, isPlain: true };
  const leads = line.match(/^(.+?)\s+(?:chủ trì|có trách nhiệm)(?![\p{L}])/iu)?.[1];
  if (leads && isName(leads)) return { text: leads, isPlain: true };
  const colon = line.match(/^([^:]{3,80}):\s/u)?.[1];
  return colon && isName(colon) ? { text: colon, isPlain: false } : null;
}

/** Who the plan belongs to, by the end of its title. */
export function leadInTitle(title: string): LeadInText | null {
  const owner = squeeze(title).match(/(?:^|\s)(?:của|giao)\s+(\p{L}.+?)(?:\s+năm\s+20\d{2})?$/iu)?.[1];
  return owner && isName(owner) ? { text: owner, isPlain: false } : null;
}

function leadInBrackets(line: string): string | null {
  const inside = line.match(/\(([^()]{3,120})\)[.;]?$/u)?.[1] ?? '';
  return (
    inside.match(/^(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|thực hiện)\s*:\s*(.+)$/iu)?.[1] ??
    inside.match(/^(.+?)\s+(?:chủ trì|thực hiện)$/iu)?.[1] ??
    null
  );
}

/** The name of an agency and nothing else: no verb, no sentence. */
function isName(text: string): boolean {
  // "Sở Xây dựng", "BAN TỔ CHỨC": the verb is the name.
  const rest = text.replace(/^(ủy ban|uỷ ban|sở|bộ|phòng|ban)\s+(xây dựng|tổ chức|kiểm tra)/iu, '');
  return text.length <= 120 && startsAgency(text) && !/[.;!?]/.test(text) && !VERBS.test(rest);
}

const VERBS =
  /(?<!\p{L})(xây dựng|ban hành|tổ chức|rà soát|kiểm tra|báo cáo|thực hiện|triển khai|nâng cao|đẩy mạnh|tăng cường|phối hợp|tham mưu|hoàn thành|cải cách)(?!\p{L})/iu;
