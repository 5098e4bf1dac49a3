// The cell of products → one product each.
import { foldText, squeeze } from './fold-text.ts';
import { MAX_LIST_LETTERS, splitList, splitOutside, trimItem } from './split-list.ts';

/** The products of a cell as written. Commas split only a bare list of papers (Công văn, Báo cáo): elsewhere they belong to a name. */
export function splitProducts(text: string): string[] {
  if (text.length > MAX_LIST_LETTERS) return [squeeze(text)];
  return splitList(text, (line, before) => /^\p{Lu}/u.test(line) && isPaper(line) && !/[,(–-]$/.test(before))
    .flatMap((item) => splitPapers(item.text))
    .map(trimItem)
    .filter((product) => /[\p{L}\p{N}]/u.test(product));
}

function splitPapers(item: string): string[] {
  const parts = splitOutside(item, /,/);
  const isBareList = parts.length > 1 && parts.every((part) => isPaper(part) && part.split(/\s+/).length <= 4);
  return isBareList ? parts : [item];
}

const PAPERS =
  /^(va )?(cac )?(ke hoach|bao cao|cong van|quyet dinh|thong bao|giay moi|bien ban|to trinh|nghi quyet|van ban|huong dan|chi thi|de an|du thao|chuong trinh|danh muc|phieu|ket luan|quy che|quy dinh|quy trinh|ho so|hoi nghi|tai lieu|bieu mau|cong dien|phuong an|tin, bai|tin bai|cv|kh|qd|bc|vb)(?![a-z])/;

function isPaper(part: string): boolean {
  return PAPERS.test(foldText(part).replace(/^\(/, ''));
}
