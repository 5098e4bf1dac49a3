// What ministries, departments and divisions are named after, in words and in initials: it tells one body of several sectors (Bộ VH, TT và
// DL) from several bodies of one head (Sở Nội vụ, Tài chính). Names and initials as the Government's decrees on the structure of
// ministries and of professional agencies of provinces, districts and communes write them (Nghị định 24/2014, 37/2014, 45/2025, 150/2025).
import { foldText } from './fold-text.ts';

/** Sectors that a body of its own is named after; each word or initial that stands between commas is a part of one. */
const BODIES = [
  'Nội vụ|NV',
  'Tài chính|TC',
  'Tư pháp|TP',
  'Xây dựng|XD',
  'Công Thương|CT',
  'Y tế|YT',
  'Ngoại vụ|NgV',
  'Ngoại giao|NG',
  'Quốc phòng|QP',
  'Công an|CA',
  'Du lịch|DL',
  'Dân tộc|DT',
  'Dân tộc, Tôn giáo|DT, TG',
  'Giao thông Vận tải|GT, VT',
  'Giáo dục, Đào tạo|GD, ĐT',
  'Khoa học, Công nghệ|KH, CN',
  'Khoa học, Công nghệ, Môi trường|KH, CN, MT',
  'Kế hoạch, Đầu tư|KH, ĐT',
  'Tài nguyên, Môi trường|TN, MT',
  'Nông nghiệp, Môi trường|NN, MT',
  'Nông nghiệp, Phát triển nông thôn|NN, PTNT',
  'Thông tin, Truyền thông|TT, TT',
  'Văn hóa, Thông tin|VH, TT',
  'Văn hóa, Thể thao|VH, TT',
  'Văn hóa, Thể thao, Du lịch|VH, TT, DL',
  'Văn hóa, Thông tin, Du lịch|VH, TT, DL',
  'Văn hóa, Khoa học, Thông tin|VH, KH, TT',
  'Văn hóa, Xã hội|VH, XH',
  'Văn hóa, Thông tin, Truyền thông|VH, TT, TT',
  'Văn hóa, Thông tin, Thể thao|VH, TT, TT',
  'Lao động, Thương binh, Xã hội|LĐ, TB, XH',
  'Tài chính, Kế hoạch|TC, KH',
  'Kế hoạch, Tài chính|KH, TC',
  'Kinh tế|KT',
  'Kinh tế, Hạ tầng|KT, HT',
  'Kinh tế, Hạ tầng, Đô thị|KT, HT, ĐT',
  'Kinh tế, Ngân sách|KT, NS',
  'Quản lý đô thị|QLĐT',
  'Pháp chế|PC',
  'Tổ chức cán bộ|TCCB',
  'Tổ chức, Cán bộ|TC, CB',
  'Hợp tác quốc tế|HTQT',
  'Tổng hợp|TH',
  'Hành chính|HC',
  'Tổ chức, Hành chính|TC, HC',
].flatMap((body) => body.split('|').map((name) => name.split(', ')));

const keyOf = (text: string) => foldText(text).replace(/[^a-z0-9]/g, '');

const BODY_KEYS = new Set(BODIES.map((parts) => keyOf(parts.join(''))));
const INITIALS = new Set(BODIES.flat().filter((part) => /^[\p{Lu}]{2,}$/u.test(part)));
const LEVELS = ['TX', 'TT', 'TP', 'P', 'H', 'X'];

/**
 * The bodies that a list of sectors behind one head names, each as its parts: `[['VH', 'TT', 'DL']]` is one, `[['Nội vụ'], ['Tài chính']]`
 * are two; null when some part is no known sector, or when the list can be cut in more ways than one.
 */
export function bodiesOfSectors(parts: readonly string[]): string[][] | null {
  if (BODY_KEYS.has(keyOf(parts.join('')))) return [[...parts]];
  const ways = waysToCut(parts, 0);
  return ways.length === 1 ? (ways[0] as string[][]) : null;
}

const WAYS_MAX = 8;

function waysToCut(parts: readonly string[], from: number): string[][][] {
  if (from === parts.length) return [[]];
  const ways: string[][][] = [];
  for (let end = from + 1; end <= Math.min(parts.length, from + 4) && ways.length < WAYS_MAX; end++) {
    const body = parts.slice(from, end);
    if (BODY_KEYS.has(keyOf(body.join('')))) ways.push(...waysToCut(parts, end).map((rest) => [body, ...rest]));
  }
  return ways;
}

/** True for "TT", "TB&XH", "TT và DL", "TX": initials that go on with the name before them, and are called by nobody on their own. */
export function isSectorInitials(text: string): boolean {
  const initials = text
    .replace(/\s+(tỉnh|huyện|xã|phường|thành phố|thị xã|quận|đặc khu|tp\.?)(\s.*)?$/iu, '')
    .split(/\s*(?:[&,–-]|\s(?:và|với)\s)\s*|\s+/u)
    .filter(Boolean);
  return initials.length > 0 && initials.every((one) => LEVELS.includes(one) || isMadeOfInitials(one));
}

function isMadeOfInitials(text: string): boolean {
  if (text === '') return true;
  return [4, 3, 2].some((length) => INITIALS.has(text.slice(0, length)) && isMadeOfInitials(text.slice(length)));
}
