// What the header of a column may say. Offices word it differently; the words below are what plans and their
// templates use, matched folded (no case, no diacritics), so spelling and font accidents do not matter.
import { foldText } from './fold-text.ts';

/** What a column holds. `content` is a title column that names no level: nội dung, công việc. */
export type ColumnRole =
  | 'number'
  | 'field'
  | 'objective'
  | 'task'
  | 'activity'
  | 'content'
  | 'product'
  | 'lead'
  | 'coordinator'
  | 'leadAndCoordinator'
  | 'leadAndDeadline'
  | 'deadline'
  | 'start'
  | 'funding'
  | 'other';

/** How sure the words are: 2 names the role itself (chủ trì), 1 only fits it (thực hiện). */
export type ColumnGuess = { role: ColumnRole; strength: 1 | 2 };

/** The role that a header's words name, or null when they are no header words. Order matters: the first rule wins. */
export function guessColumn(header: string): ColumnGuess | null {
  if (header.length > 160) return null;
  const words = headerWords(header);
  if (!words || words.length > 90) return null;
  for (const [pattern, role, strength] of RULES) if (pattern.test(words)) return { role, strength };
  return null;
}

/** Folded header without its own numbering: `4.CƠ QUAN CHỦ TRÌ`, `5- Chủ trì`, `(3) Sản phẩm`, `Chủ trì (6)`. */
export function headerWords(header: string): string {
  return foldText(header)
    .replace(/^[([]?\d{1,2}\s*[)\].:–—-]*\s*(?=\p{L})/u, '')
    .replace(/\s*[([]\s*\d{1,2}\s*[)\]]$/u, '')
    .replace(/[*:.]+$/, '')
    .trim();
}

const WHO =
  '(ten )?(cac )?(co quan|don vi|bo phan|phong|ban|nganh|nguoi|ca nhan|can bo|cong chuc|to chuc|dia phuong|chu the|thanh vien|luc luong|dong chi|d/c|truong phong)';

const RULES: [RegExp, ColumnRole, 1 | 2][] = [
  [/^(stt|tt|s\.?t\.?t|so tt|so thu tu|thu tu|no|so|#)$/, 'number', 2],
  [
    /\b(ghi chu|ma so|can cu|van ban giao|van ban chi dao|co so phap ly|tinh trang|trang thai|danh gia|ty le hoan thanh|thuc te|ket qua thuc hien den)\b/,
    'other',
    2,
  ],
  [
    /\blanh dao\b.*\b(phu trach|chi dao|theo doi)\b|^(?!(noi dung|nhiem vu|cong viec|hoat dong)\b).*\b(theo doi|giam sat|kiem tra, don doc)$/,
    'other',
    1,
  ],
  [/\bhieu luc\b|^ngay( thang)?( nam)? (ban hanh|ky|cap|sinh)\b/, 'other', 2],
  [/\b(thoi gian|thoi diem|ngay) (duoc )?giao\b|^don vi tinh$|^(noi dung|muc) chi$/, 'other', 2],
  // Whoever examines, approves or receives the work does not lead it, whatever "chủ trì" stands in the words.
  [
    new RegExp(
      `^${WHO}\\b.*\\b(tham tra|tham dinh|phe duyet|quyet dinh|ban hanh|thong qua|tiep nhan|nhan bao cao|kiem tra|giam sat|xac nhan)$`,
    ),
    'other',
    2,
  ],
  [
    new RegExp(
      `(${WHO}|chu tri|thuc hien|phu trach|phan cong)\\b.*(,|;|/|-|\\bva\\b).*\\b(thoi gian|thoi han|han|thoi diem|tien do)\\b|\\b(thoi gian|thoi han)\\b.*(,|;|/|\\bva\\b).*\\b(chu tri|don vi|co quan|phan cong|nguoi)\\b`,
    ),
    'leadAndDeadline',
    2,
  ],
  [/\b(kinh phi|ngan sach|du toan|nguon von|nguon luc|dinh muc)\b/, 'funding', 2],
  [/\b(chu tri|thuc hien|tham muu)\b.*\bphoi hop\b|\bphoi hop\b.*\bchu tri\b/, 'leadAndCoordinator', 2],
  [/\bphoi hop\b|\bcung (thuc hien|tham gia|trien khai)\b/, 'coordinator', 2],
  [/\b(chu tri|dau moi|chiu trach nhiem|soan thao)\b/, 'lead', 2],
  [new RegExp(`^${WHO} (trinh|(lap |gui |nop )?bao cao|gui|nop)$`), 'lead', 2],
  [/\b(bat dau|tu)\b.*\b(ket thuc|hoan thanh|den)\b/, 'deadline', 2],
  [/\b(bat dau|khoi cong|tu ngay|som nhat)\b/, 'start', 2],
  [/\b(thoi gian|thoi han|thoi diem|moc tg|tg) .*\b(hoan thanh|ket thuc|trinh|ban hanh|bao cao)\b/, 'deadline', 2],
  [
    /\b(ket thuc|han hoan thanh|ngay hoan thanh|thoi han|den ngay|den het|deadline|han cuoi|ke hoach hoan thanh|hoan thanh truoc|du kien hoan thanh|muon nhat|cham nhat)\b/,
    'deadline',
    2,
  ],
  [
    /\b(thoi gian|thoi diem|lo trinh|moc|ky han|tien do|ky bao cao)\b|^(hoan thanh|ngay|thang|quy|nam|tg|khi nao.*)$/,
    'deadline',
    1,
  ],
  [
    /^han( (xu ly|xong|chot|thuc hien|bao cao|trinh|nop|gui))?$|^(nam|giai doan) (thuc hien|hoan thanh|trien khai)$/,
    'deadline',
    1,
  ],
  [/\b(san pham|dau ra)\b/, 'product', 2],
  [
    /^(?!(cac )?(nhiem vu|noi dung|cong viec)\b).*\b(ket qua|minh chung|ho so)\b|^(hinh thuc|loai) van ban\b/,
    'product',
    1,
  ],
  [/^(cac )?(co quan|don vi|to chuc|thanh phan)( \/)?.*\b(tham gia|lien quan|ho tro)$/, 'coordinator', 1],
  [new RegExp(`^${WHO}\\b.*\\b(thuc hien|phu trach|tham muu|trien khai|duoc giao|xu ly)\\b`), 'lead', 1],
  [
    /^(phan cong.*|chu dau tu|ai (lam|thuc hien|phu trach)|trach nhiem( thuc hien)?|nguoi thuc hien|thuc hien|phu trach|tham muu)$/,
    'lead',
    1,
  ],
  [new RegExp(`^${WHO}(, don vi|/ ?don vi| chuyen mon)?$`), 'lead', 1],
  [/^(cac )?linh vuc\b/, 'field', 2],
  [/^(cac )?(muc tieu|chi tieu|tieu chi)\b/, 'objective', 2],
  [/\b(hoat dong|nhiem vu cu the|cong viec cu the|noi dung cu the|dau viec)\b/, 'activity', 2],
  [/^(ten |nhom |cac |noi dung )*(nhiem vu)\b/, 'task', 2],
  [
    /^(ten |cac |danh muc )*(noi dung|cong viec|viec|hang muc|giai phap|bien phap|chuong trinh|de an|du an|cong trinh)\b|^ten (van ban|de tai|du thao|san pham)\b|^(ten|loai) (che do )?bao cao\b|\bnhiem vu\b/,
    'content',
    2,
  ],
];
