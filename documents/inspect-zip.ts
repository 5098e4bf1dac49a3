// A look into a zip container before a parser unpacks it: what is inside, and whether it would burst.
import { inflateRawSync } from 'node:zlib';
import { FILE_LIMITS } from './limits.ts';

export type ZipInspection = { ok: true; names: string[] } | { ok: false; reason: 'broken' | 'too-large' };

/**
 * Names the parts of a zip, or refuses it. Sizes are measured by inflating against a bound: the sizes that a
 * container declares are its author's word, and a bomb lies.
 */
export function inspectZip(bytes: Uint8Array): ZipInspection {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const entries = readDirectory(buffer);
    if (!entries) return { ok: false, reason: 'broken' };
    if (entries.length > FILE_LIMITS.zipEntries) return { ok: false, reason: 'too-large' };
    let left = FILE_LIMITS.unpackedBytes;
    for (const entry of entries) {
      const limit = entry.name.startsWith('word/document') ? Math.min(left, FILE_LIMITS.documentXmlBytes) : left;
      const size = unpackedSize(buffer, entry, limit);
      if (size === null) return { ok: false, reason: 'broken' };
      left -= size;
      if (size > limit) return { ok: false, reason: 'too-large' };
    }
    return { ok: true, names: entries.map((entry) => entry.name) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return { ok: false, reason: 'too-large' };
    return { ok: false, reason: 'broken' };
  }
}

type ZipEntry = { name: string; method: number; packedBytes: number; headerAt: number };

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

function unpackedSize(buffer: Buffer, entry: ZipEntry, limitBytes: number): number | null {
  const nameLength = buffer.readUInt16LE(entry.headerAt + 26);
  const extraLength = buffer.readUInt16LE(entry.headerAt + 28);
  const start = entry.headerAt + 30 + nameLength + extraLength;
  const packed = buffer.subarray(start, start + entry.packedBytes);
  if (packed.length !== entry.packedBytes) return null;
  if (entry.method === 0 || packed.length === 0) return packed.length;
  if (entry.method !== 8) return null;
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, limitBytes) }).length;
}
