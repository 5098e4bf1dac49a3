// The container of an Office file that is only kept and handed on: what would burst, run or stay shut is not taken.
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { FILE_LIMITS } from './limits.ts';

export type ZipVerdict = 'sound' | 'broken' | 'encrypted' | 'macros' | 'bomb';

const UNPACKED_BYTES_MAX = 300 * 1024 * 1024;

/** Inflates every part against a bound and keeps nothing of it: the sizes that a container declares are its author's word. */
export async function inspectZip(path: string): Promise<ZipVerdict> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => null);
  if (zip === null) return 'broken';
  try {
    return await inspectEntries(zip);
  } catch {
    return 'broken';
  } finally {
    zip.close();
  }
}

async function inspectEntries(zip: ZipFile): Promise<ZipVerdict> {
  if (zip.entryCount > FILE_LIMITS.zipEntries) return 'bomb';
  let bytesLeft = UNPACKED_BYTES_MAX;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) return 'encrypted';
    if (MACROS.test(entry.fileName)) return 'macros';
    if (entry.uncompressedSize > bytesLeft) return 'bomb';
    bytesLeft -= await inflate(zip, entry);
  }
  return 'sound';
}

const MACROS = /(^|\/)vbaProject\.bin$|\/(activeX|macrosheets)\//i;

/** How much it really is; the library breaks off a part that is not as long as it says. */
async function inflate(zip: ZipFile, entry: Entry): Promise<number> {
  let bytes = 0;
  const count = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done();
    },
  });
  await pipeline(await zip.openReadStreamPromise(entry), count);
  return bytes;
}
