import type { Token } from './tokenise-text.ts';

// Only words of time; each stands for its likeliest accented form, which is why a person must look.
const ACCENTED: ReadonlyMap<string, string> = new Map(
  (
    'truoc:trước ngay:ngày thang:tháng quy:quý nam:năm hang:hàng tuan:tuần cham:chậm muon:muộn nhat:nhất den:đến het:hết ' +
    'cuoi:cuối dau:đầu giua:giữa tu:từ cua:của moi:mỗi ky:kỳ dinh:định thuong:thường xuyen:xuyên lan:lần thu:thứ gio:giờ ' +
    'va:và bao:báo cao:cáo vao:vào han:hạn chot:chót ke:kể lam:làm viec:việc tiep:tiếp'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
// Words that leave no doubt that a text is Vietnamese without its marks.
const TELLING = new Set(['trước', 'giữa', 'xuyên', 'thang', 'hang', 'cham', 'cuoi', 'tuan', 'thuong']);

/** Gives a text typed without any marks its time words back, in place; true when it did. */
export function restoreAccents(tokens: readonly Token[], original: string): boolean {
  for (let i = 0; i < original.length; i++) if (original.charCodeAt(i) > 127) return false;
  if (!tokens.some((token) => TELLING.has(token.text))) return false;
  for (const token of tokens) token.text = ACCENTED.get(token.text) ?? token.text;
  return true;
}
