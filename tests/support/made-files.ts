// Word and Excel files written part by part, so that a test decides what stands in them.
import { strToU8, zipSync } from 'fflate';

const TYPES = (part: string, type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`;

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const relations = (type: string, target: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATION}/${type}" Target="${target}"/></Relationships>`;

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The parts of a Word file whose body is this XML. */
export function wordParts(body: string, before = ''): Record<string, Uint8Array> {
  return {
    '[Content_Types].xml': strToU8(TYPES('/word/document.xml', 'wordprocessingml.document')),
    '_rels/.rels': strToU8(relations('officeDocument', 'word/document.xml')),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?>${before}<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
    ),
  };
}

export function aWordFile(body: string, before = ''): Uint8Array {
  return zipSync(wordParts(body, before), { level: 6 });
}

/** The parts of a workbook with one sheet whose content (sheetData and what may follow) is this XML. */
export function sheetParts(content: string): Record<string, Uint8Array> {
  return {
    '[Content_Types].xml': strToU8(TYPES('/xl/workbook.xml', 'spreadsheetml.sheet')),
    '_rels/.rels': strToU8(relations('officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook xmlns="${SHEET}" xmlns:r="${RELATION}"><sheets><sheet name="Kế hoạch" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(relations('worksheet', 'worksheets/sheet1.xml')),
    'xl/worksheets/sheet1.xml': strToU8(`<?xml version="1.0"?><worksheet xmlns="${SHEET}">${content}</worksheet>`),
  };
}

export function aSheetFile(content: string): Uint8Array {
  return zipSync(sheetParts(content), { level: 6 });
}

export function wordParagraph(text: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

export function wordRow(...texts: string[]): string {
  return `<w:tr>${texts.map((text) => `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>${wordParagraph(text)}</w:tc>`).join('')}</w:tr>`;
}

export const HEADER = [
  'STT',
  'Nội dung công việc',
  'Sản phẩm',
  'Cơ quan chủ trì',
  'Cơ quan phối hợp',
  'Thời gian hoàn thành',
];
export const HEADER_ROW = wordRow(...HEADER);

/** One row of a sheet; empty texts make no cell. */
export function sheetRow(row: number, ...texts: string[]): string {
  const cells = texts.map((text, column) =>
    text === ''
      ? ''
      : `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`,
  );
  return `<row r="${row}">${cells.join('')}</row>`;
}
