// Files as phones and scanners make them, as small as their kind allows, and some that are none.
import { strToU8, zipSync } from 'fflate';
import { aWordFile, sheetParts, wordParagraph, wordParts } from './made-files.ts';

export const aPdf = (text = 'quyết định') =>
  Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n`);

/** The head of a JPEG, and after it whatever makes it another one. */
export const aPhoto = (text = 'ảnh') =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'),
    Buffer.from(text),
    Buffer.from([0xff, 0xd9]),
  ]);

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const heif = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0mif1${brand}`), Buffer.alloc(64)]);

const aPresentation = zipSync({
  '[Content_Types].xml': strToU8(
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>',
  ),
  'ppt/presentation.xml': strToU8('<p/>'),
});

export const TAKEN_FILES: [name: string, content: Uint8Array, mediaType: string][] = [
  ['Quyết định 125.pdf', aPdf(), 'application/pdf'],
  ['IMG_2041.JPG', aPhoto(), 'image/jpeg'],
  ['anh-man-hinh.png', PNG, 'image/png'],
  ['IMG_2042.HEIC', heif('heic'), 'image/heic'],
  ['IMG_2043.heif', heif('mif1'), 'image/heif'],
  ['quet.tiff', Buffer.concat([Buffer.from('II*\0\x08\0\0\0'), Buffer.alloc(32)]), 'image/tiff'],
  ['anh.webp', Buffer.from('RIFF\x1a\0\0\0WEBPVP8 \x0e\0\0\0\0\0\0\0\0\0\0\0', 'latin1'), 'image/webp'],
  [
    'Báo cáo.docx',
    aWordFile(wordParagraph('Báo cáo')),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [
    'Số liệu.xlsx',
    zipSync(sheetParts('<sheetData/>')),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  ['Trình bày.pptx', aPresentation, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

const CFB = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]);

/** With what the refusal must speak of. */
export const REFUSED_FILES: [name: string, content: Uint8Array, words: string][] = [
  ['rong.pdf', Buffer.alloc(0), 'Tệp rỗng'],
  ['chu.txt', Buffer.from('chỉ là chữ'), 'Không nhận ra loại tệp'],
  ['trang.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'), 'Không nhận ra loại tệp'],
  ['anh.svg', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'không được nhận'],
  ['bao-cao.doc', CFB, 'đời cũ'],
  ['phan-mem.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(512)]), 'không được nhận'],
  ['goi.zip', zipSync({ 'a.pdf': aPdf() }), 'Tệp nén'],
  [
    'phim.mp4',
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\x02\0isommp42'), Buffer.alloc(64)]),
    'Phim',
  ],
  ['co-macro.docx', zipSync({ ...wordParts('<w:p/>'), 'word/vbaProject.bin': strToU8('x') }), 'macro'],
  ['cut.docx', Buffer.from(aWordFile(wordParagraph('Báo cáo'))).subarray(0, 400), 'hỏng'],
];

/** A Word file with a picture of `megabytes` zeros: a few kilobytes that unpack to that, whatever its directory `says`. */
export function aBomb(megabytes: number, says = megabytes * MEGABYTE): Uint8Array {
  const picture: [Uint8Array, { level: 1 }] = [new Uint8Array(megabytes * MEGABYTE), { level: 1 }];
  const bytes = Buffer.from(zipSync({ ...wordParts(wordParagraph('x')), 'word/media/a.png': picture }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(megabytes * MEGABYTE);
  for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size, at + 4)) bytes.writeUInt32LE(says, at);
  return bytes;
}

const MEGABYTE = 1024 * 1024;
