// Words that names of agencies begin with, and words that they cannot end with.
import { foldText, squeeze } from './fold-text.ts';

/** "Các sở, Ban, Ngành": a member of a group, not a name of its own. */
export function isGenericMember(part: string): boolean {
  const [first = '', second = ''] = part.split(/\s+/);
  return GENERIC.has(foldText(first)) && !/^[\p{Lu}\d]/u.test(second);
}

const GENERIC = new Set([
  'phong',
  'ban',
  'nganh',
  'so',
  'bo',
  'truong',
  'hoi',
  'doan',
  'vien',
  'to',
  'doi',
  'tram',
  'dvsn',
]);

// Words an agency's or a post's name begins with. Those in the second list also begin ordinary phrases,
// so they need a name after them.
const SURE_HEADS =
  /^(ubnd|uy ban|hdnd|hoi dong|ubmttq|mttq|mat tran|van phong|vp|cong an|ca |thanh tra|kho bac|kbnn|bao hiem|bhxh|vien kiem sat|vksnd|toa an|tand|chi cuc|cuc |tong cuc|hat kiem lam|trung tam|tt[a-z]*[ &-]|dai |cong thong tin|cong ttdt|ban quan ly|bql|ban chi dao|bcd|ban chi huy|bch|ban to chuc|ban tuyen giao|ban dan van|ban chap hanh|ban thuong vu|huyen uy|tinh uy|thanh uy|thi uy|quan uy|dang uy|chi bo|lien doan|ldld|hoi lien hiep|hoi nong dan|hoi cuu chien binh|doan thanh nien|tinh doan|huyen doan|doan kiem tra|doan thanh tra|buu dien|vnpt|viettel|ngan hang|dien luc|benh vien|tram y te|thi hanh an|chu tich|pho chu tich|chanh van phong|truong phong|truong ban|truong cac|bi thu|giam doc|thu truong|nguoi dung dau|cong ty|tap doan|doanh nghiep|hop tac xa|quy tin dung|hdd|dvsn|cqhcnn|bo phan mot cua|bo phan 1 cua|bo phan tiep nhan|(thue|thong ke|hai quan) (tinh|thanh pho|tp|co so|khu vuc)\b)/;
const HEADS_BEFORE_NAMES =
  /^(p\.|phong|so|ban|bo|bo phan|to|doi|doan|hoi|vu|vien|truong|truong hoc|co quan|don vi|cong chuc|cc|can bo|vien chuc|thanh vien|to chuc|doan the|cong|bao|xa|phuong|thi tran|thi xa|huyen|dac khu|khoa|nha|chi hoi|tram|thon|khu pho|to dan pho)\s*(?<=[\s.])/;
// With diacritics: folded, "mỗi" would be the "Môi" of Tài nguyên và Môi trường.
const GROUP_HEADS = /^(các|những|một số|toàn thể|tất cả|mọi|mỗi|\d{1,3}(\/\d{1,3})?)\s+\p{L}/iu;

/** True when the text begins like the name of an agency, a group of agencies or a post. */
export function startsAgency(text: string): boolean {
  const folded = foldText(text);
  if (GROUP_HEADS.test(squeeze(text)) || SURE_HEADS.test(folded)) return true;
  const head = folded.match(HEADS_BEFORE_NAMES);
  if (!head) return false;
  // "phòng Tư pháp", "Bộ phận 1 cửa", "công chức Văn phòng - thống kê"; not "đơn vị liên quan".
  return /^[\p{Lu}\d]/u.test(squeeze(text).slice(head[0].length));
}

/** A head without its name cannot be an agency: "Văn phòng HĐND" waits for "UBND huyện", "UBND các" for "xã". */
export function isUnfinished(name: string): boolean {
  const text = name.replace(/[,;]\s*$/, '').trim();
  const isGroup = /^(các|những)\s.*(phòng|sở|ban|bộ)$/iu.test(text);
  return !isGroup && UNFINISHED.test(text);
}

// "Phòng", "Sở", "Ban", "Bộ" wait for a name only where a name begins: "Bộ Quốc phòng", "Văn phòng Sở" and "cán bộ" are whole.
const UNFINISHED =
  /(^|\s)(văn phòng|vp\.?|hđnd|hội đồng nhân dân|các|của|thuộc|tại|chủ tịch|phó chủ tịch|trung tâm|đoàn đbqh|và|với|[-–&])$|(^|[,;]\s*|(^|\s)(các|của|thuộc|tại|và|với|trưởng|phó|giám đốc)\s)(phòng|sở|ban|bộ)$/iu;
