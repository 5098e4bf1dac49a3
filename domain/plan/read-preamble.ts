// The plan's title, issuer and years, and the title of an annex, from the lines around the tables.
import { foldText, isUpperCase, squeeze } from './fold-text.ts';
import { type PlanYears, readYears } from './read-years.ts';

export type PlanTitle = { title: string | null; issuer: string | null } & PlanYears;

/** The plan's own words about itself; what the lines do not say stays null. `annexTitles` help to find the years only. */
export function readPlanTitle(lines: string[], letterhead: string[], annexTitles: string[]): PlanTitle {
  const clean = lines.map(squeeze).filter((line) => line !== '' && line.length <= 1_000);
  const title = findTitle(clean);
  const named = clean.filter((line) => PLAN_WORDS.test(foldText(line)) || isUpperCase(line));
  // A paragraph may hold several lines of the letterhead.
  const single = lines
    .flatMap((line) => line.split('\n'))
    .map(squeeze)
    .filter((line) => line !== '' && line.length <= 1_000);
  const years = readYears([...(title === null ? [] : [title]), ...named], annexTitles.filter(Boolean), single);
  return { title, issuer: findIssuer(clean, letterhead, title), ...years };
}

const PLAN_WORDS = /^(khung |du thao )?(ke hoach|chuong trinh|de cuong ke hoach)\b/;
const ANNEX_WORDS = /^(phu luc|bieu( so| mau)?|danh muc|bang (phan cong|tong hop)|phan cong)\b/;
const REMARK = /^\(?\s*(ban hanh|kem theo|dinh kem|trinh|so:)/;

/** A line that begins with KẾ HOẠCH …; the word alone takes the lines below it, which say of what. */
function findTitle(lines: string[]): string | null {
  const candidates = lines.flatMap((line, index) => {
    const decided = line.match(/^(?:v\/v|về việc)?\s*(?:ban hành|phê duyệt)\s+((?:kế hoạch|chương trình)\s.+)$/iu)?.[1];
    if (decided) return [{ title: squeeze([decided, ...subtitle(lines, index)].join(' ')), score: 1 }];
    const folded = foldText(line);
    if (!PLAN_WORDS.test(folded) || line.length > 300 || /[:;]$/.test(line) || /^ke hoach (so|nay)\b/.test(folded))
      return [];
    const isAlone = line.split(' ').length <= 3;
    const below =
      isAlone || !YEAR.test(line) ? subtitle(lines, index) : subtitle(lines, index).filter(saysWhose).slice(0, 1);
    const title = squeeze([line, ...below].join(' '));
    const score = (isAlone || isUpperCase(line) ? 2 : 0) + (YEAR.test(title) ? 2 : 0);
    return [{ title, score }];
  });
  const best = candidates.sort((a, b) => b.score - a.score)[0];
  if (best && best.score > 0) return best.title;
  return annexAsTitle(lines) ?? best?.title ?? null;
}

/** Whoever decides, and the motto of the letterhead, close a title. */
const SIGNER_OR_MOTTO = /^(chu tich|pho chu tich|giam doc|bo truong|thu tuong|cong hoa xa hoi|doc lap)\b/;

/** What stands under the word KẾ HOẠCH until a remark, a number or a sentence begins. */
function subtitle(lines: string[], index: number): string[] {
  const below: string[] = [];
  for (const line of lines.slice(index + 1, index + 4)) {
    const folded = foldText(line);
    // "KẾ HOẠCH / Thực hiện Nghị quyết …" is a title; further down these words begin the text.
    const opensText =
      below.length > 0 ? /^(can cu|thuc hien|trien khai|theo|[ivx]+\.|\d)/ : /^(can cu|theo|[ivx]+\.|\d)/;
    const isText = line.length > 200 || /[.;:,]$/.test(line) || opensText.test(folded);
    if (
      isText ||
      SIGNER_OR_MOTTO.test(folded) ||
      REMARK.test(folded) ||
      ANNEX_WORDS.test(folded) ||
      /^[-–—_*.]+$/.test(line)
    )
      break;
    below.push(line);
  }
  return below;
}

/** "của UBND xã Kim Sơn", "trên địa bàn huyện": goes on with a title that already names its year. */
function saysWhose(line: string, place: number): boolean {
  return place === 0 && /^(của|trên địa bàn|tại)\s/iu.test(line);
}

/** A file that holds only the annex calls itself by what the annex lists: PHỤ LỤC / NHIỆM VỤ CẢI CÁCH … NĂM 2024. */
function annexAsTitle(lines: string[]): string | null {
  const named = lines.find(
    (line) => isUpperCase(line) && YEAR.test(line) && line.length <= 300 && !/^phu luc/.test(foldText(line)),
  );
  if (named) return named;
  const at = lines.findIndex((line) => /^(phu luc|danh muc|bang phan cong)\b.{0,12}$/.test(foldText(line)));
  const below = at < 0 ? [] : subtitle(lines, at).filter(isUpperCase);
  return below.length > 0 ? squeeze(below.join(' ')) : null;
}

const YEAR = /(?<!\d)20\d{2}(?!\d)/;

function findIssuer(lines: string[], letterhead: string[], title: string | null): string | null {
  const named = lines.flatMap((line, index) => issuerInRemark(line, lines[index + 1] ?? ''))[0];
  const inTitle = title?.match(
    /(?:^|\s)((?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s.+?)(?=\s+(?:năm|giai đoạn)\s|$)/iu,
  )?.[1];
  return named ?? findLetterhead([...letterhead, ...lines.slice(0, 12)]) ?? inTitle ?? null;
}

/** "(Ban hành kèm theo Kế hoạch số … của UBND huyện …)", which may break over two lines. */
function issuerInRemark(line: string, next: string): string[] {
  if (!/kèm\s+theo/iu.test(line)) return [];
  const text = line.includes(')') ? line : `${line} ${next}`;
  const agency = text.match(/kèm\s+theo\s.*?\scủa\s+([^();]{3,90}?)\s*(?:\)|\/\.|$)/iu)?.[1];
  const isAgency =
    /^(chu tich |giam doc |truong )?(uy ban|ubnd|hdnd|hoi dong|bo|so|chinh phu|thu tuong|ban|phong|tinh uy|huyen uy|dang uy|trung tam|van phong)\b/;
  return agency && isAgency.test(foldText(agency)) ? [agency] : [];
}

/** The issuing agency of a letterhead: the second of two lines when a parent agency stands above it. */
function findLetterhead(lines: string[]): string | null {
  const heads = lines.map(squeeze);
  const at = heads.findIndex(isAgencyLine);
  const first = heads[at];
  const second = heads[at + 1];
  if (first === undefined) return null;
  if (/^(uy ban nhan dan|ubnd|hoi dong nhan dan)$/.test(foldText(first))) return second ? `${first} ${second}` : first;
  return second && isAgencyLine(second) ? second : first;
}

function isAgencyLine(line: string): boolean {
  const head =
    /^(uy ban nhan dan|ubnd|hoi dong nhan dan|dang uy|dang bo|huyen uy|tinh uy|thanh uy|so|bo|phong|van phong|ban|truong|trung tam)\b/;
  return line.length <= 80 && isUpperCase(line) && head.test(foldText(line));
}

export type AnnexTitle = { code: string | null; title: string };

/** The annex that the lines above a table announce ("Phụ lục số 01: Các nhiệm vụ trọng tâm về …"); null when none. */
export function readAnnexTitle(lines: string[]): AnnexTitle | null {
  const clean = lines.map(squeeze).filter(Boolean);
  const index = clean.findLastIndex((line) => /^(phu luc|bieu)\b/.test(foldText(line)));
  const line = clean[index];
  if (line === undefined) return null;
  const match = line.match(
    /^(?:phụ lục|biểu(?: mẫu)?)\s*(?:số\s*)?((?:\d{1,2}|[IVXLC]+|[A-ZĐ])(?:[.-]\d{1,2})?(?![\p{L}\d]))?\s*[.:–-]?\s*(.*)$/iu,
  );
  const rest = match?.[2] || subtitle(clean, index).join(' ');
  return { code: match?.[1]?.toUpperCase() ?? null, title: fieldName(rest) };
}

/** "Các nhiệm vụ trọng tâm về Cải cách thể chế năm 2023" is the field Cải cách thể chế. */
function fieldName(text: string): string {
  return squeeze(text)
    .replace(
      /^(các )?(nội dung, )?(nhiệm vụ|công việc|hoạt động)( trọng tâm| chủ yếu| cụ thể)? (về|trong)( lĩnh vực)?\s+/iu,
      '',
    )
    .replace(/\s+năm\s+20\d{2}$/iu, '')
    .replace(/[.:;]$/, '')
    .trim();
}
