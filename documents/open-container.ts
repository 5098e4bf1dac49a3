// The zip container of Word and Excel, opened once: what is inside, whether it would burst, and whether a parser could carry it.
import { inflateRawSync } from 'node:zlib';
import type { PlanIssue } from '#contracts/plan.ts';
import { countOf, megabytesOf } from './count-words.ts';
import { fileIssue } from './file-issue.ts';
import { inspectXml, type XmlMeasure } from './inspect-xml.ts';
import { FILE_LIMITS } from './limits.ts';

/** XML parts and embedded web pages by name with their content; other parts (pictures, macros, files within the file) are named and left empty: nobody opens them. */
export type Parts = Record<string, Uint8Array>;

export type Container = { ok: true; parts: Parts } | { ok: false; issue: PlanIssue };

/**
 * The parts of a container, or why no parser gets to see it. Sizes are measured by inflating against a bound: the sizes that a
 * container declares are its author's word, and a bomb lies.
 */
export function openContainer(bytes: Uint8Array): Container {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const entries = readDirectory(buffer);
    return entries === null ? { ok: false, issue: brokenFileIssue() } : unpack(buffer, entries);
  } catch {
    return { ok: false, issue: brokenFileIssue() };
  }
}

export function brokenFileIssue(): PlanIssue {
  return fileIssue(
    'file-broken',
    'Tệp bị hỏng hoặc tải chưa hết, không mở được.',
    'Mở thử bằng Word hoặc Excel, lưu lại rồi thử lại.',
  );
}

export function encryptedFileIssue(): PlanIssue {
  return fileIssue(
    'file-encrypted',
    'Tệp được đặt mật khẩu nên không đọc được.',
    'Mở tệp, bỏ mật khẩu (File → Info → Protect), lưu lại rồi thử lại.',
  );
}

type ZipEntry = { name: string; method: number; isEncrypted: boolean; packedBytes: number; headerAt: number };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** The central directory (APPNOTE 4.3.12); null when there is none. */
function readDirectory(buffer: Buffer): ZipEntry[] | null {
  const end = findEnd(buffer);
  if (end === null) return null;
  const count = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (buffer.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const nameLength = buffer.readUInt16LE(at + 28);
    entries.push({
      isEncrypted: (buffer.readUInt16LE(at + 8) & 1) === 1,
      method: buffer.readUInt16LE(at + 10),
      packedBytes: buffer.readUInt32LE(at + 20),
      headerAt: buffer.readUInt32LE(at + 42),
      name: buffer.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

/** The end record is the last thing in the file but for a comment of at most 65,535 bytes. */
function findEnd(buffer: Buffer): number | null {
  const lowest = Math.max(0, buffer.length - 22 - 0xffff);
  for (let at = buffer.length - 22; at >= lowest; at--) if (buffer.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  return null;
}

function unpack(buffer: Buffer, entries: ZipEntry[]): Container {
  if (entries.length > FILE_LIMITS.zipEntries)
    return tooLarge(`có ${countOf(entries.length)} phần bên trong, quá giới hạn ${countOf(FILE_LIMITS.zipEntries)}`);
  if (entries.some((entry) => entry.isEncrypted)) return { ok: false, issue: encryptedFileIssue() };
  const parts: Parts = Object.create(null);
  const total: Totals = { bytesLeft: FILE_LIMITS.unpackedBytes, paragraphs: 0, outside: 0, tables: 0, cells: 0 };
  for (const entry of entries) {
    // One program would read the first and another the last.
    if (entry.name in parts) return { ok: false, issue: twiceIssue(entry.name) };
    const issue = unpackEntry(buffer, entry, parts, total);
    if (issue) return { ok: false, issue };
  }
  return { ok: true, parts };
}

type Totals = { bytesLeft: number; paragraphs: number; outside: number; tables: number; cells: number };

function unpackEntry(buffer: Buffer, entry: ZipEntry, parts: Parts, total: Totals): PlanIssue | null {
  const isXml = READ.test(entry.name);
  const isRead = isXml || HTML.test(entry.name);
  const ownLimit = isRead && !entry.name.startsWith('xl/') ? FILE_LIMITS.documentXmlBytes : FILE_LIMITS.unpackedBytes;
  const limitBytes = Math.min(total.bytesLeft, ownLimit);
  const content = contentOf(buffer, entry, limitBytes);
  if (content === 'broken') return brokenFileIssue();
  if (content === 'too-large')
    return limitBytes === ownLimit && ownLimit < FILE_LIMITS.unpackedBytes
      ? tooLargeIssue(`có phần «${shown(entry.name)}» khi giải nén vượt giới hạn ${megabytesOf(ownLimit)}`)
      : tooLargeIssue(`khi giải nén vượt giới hạn ${megabytesOf(FILE_LIMITS.unpackedBytes)}`);
  total.bytesLeft -= content.length;
  parts[entry.name] = isRead ? content : NOTHING;
  return isXml ? inspectPart(entry.name, inspectXml(content), total) : null;
}

// What the parsers look at; the data that other programs keep beside it (customXml) may be as long as it likes.
const READ = /^(\[Content_Types\]\.xml|(_rels|docProps|word|xl)\/.*\.(xml|rels))$/i;

/** Names of web pages that a Word document may show as its own text. */
export const HTML = /^[^/].*\.x?html?$/i;

const NOTHING = new Uint8Array();

function contentOf(buffer: Buffer, entry: ZipEntry, limitBytes: number): Uint8Array | 'broken' | 'too-large' {
  const nameLength = buffer.readUInt16LE(entry.headerAt + 26);
  const extraLength = buffer.readUInt16LE(entry.headerAt + 28);
  const start = entry.headerAt + 30 + nameLength + extraLength;
  const packed = buffer.subarray(start, start + entry.packedBytes);
  if (packed.length !== entry.packedBytes) return 'broken';
  if (entry.method === 0 || packed.length === 0) return packed.length > limitBytes ? 'too-large' : packed;
  if (entry.method !== 8) return 'broken';
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limitBytes) });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken';
  }
}

/** What a part holds more of than any plan, with the figure found. */
function inspectPart(name: string, xml: XmlMeasure, total: Totals): PlanIssue | null {
  total.paragraphs += xml.paragraphs;
  total.outside += xml.paragraphsOutsideTables;
  total.tables += xml.tables;
  total.cells += xml.cells;
  if (xml.hasDoctype)
    return fileIssue(
      'file-with-doctype',
      `Phần «${shown(name)}» bên trong tệp khai báo kiểu văn bản riêng (DOCTYPE); Word và Excel không ghi như vậy.`,
      'Mở bằng Word hoặc Excel, lưu lại thành tệp mới rồi thử lại.',
    );
  const excess: [number, number, string][] = [
    [xml.longestTagBytes, FILE_LIMITS.xmlTagBytes, 'byte trong một thẻ XML'],
    [xml.longestTextBytes, FILE_LIMITS.xmlTextBytes, 'byte chữ liền nhau'],
    [xml.depth, FILE_LIMITS.xmlDepth, 'lớp lồng nhau'],
    [total.outside, FILE_LIMITS.paragraphsOutsideTables, 'đoạn văn ngoài bảng'],
    [total.paragraphs, FILE_LIMITS.paragraphs, 'đoạn văn'],
    [total.tables, FILE_LIMITS.tables, 'bảng'],
    [total.cells, FILE_LIMITS.cells, 'ô'],
    [xml.elements, FILE_LIMITS.xmlElements, 'phần tử XML'],
  ];
  const found = excess.find(([count, limit]) => count > limit);
  if (!found) return null;
  const [count, limit, what] = found;
  return tooLargeIssue(`có ${countOf(count)} ${what} (trong «${shown(name)}»), quá giới hạn ${countOf(limit)}`);
}

function tooLarge(what: string): Container {
  return { ok: false, issue: tooLargeIssue(what) };
}

function tooLargeIssue(what: string): PlanIssue {
  return fileIssue(
    'file-unpacks-too-large',
    `Tệp ${what} nên không được mở.`,
    'Chép riêng bảng kế hoạch sang một tệp mới, hoặc chia kế hoạch thành nhiều tệp, rồi thử lại.',
  );
}

function twiceIssue(name: string): PlanIssue {
  return fileIssue(
    'file-ambiguous',
    `Bên trong tệp có hai phần cùng tên «${shown(name)}» nên không rõ phần nào là văn bản.`,
    'Mở bằng Word hoặc Excel, lưu lại thành tệp mới rồi thử lại.',
  );
}

/** A name from inside the file, short and without what would disturb the sentence around it. */
function shown(name: string): string {
  return name.replace(/[\p{C}«»]/gu, '').slice(0, 80);
}
