// A content on its way out, held against its hash: whoever takes it gets all of it as it was handed in, or a transfer that breaks off.
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { Content } from './evidence-store.ts';

/** The last piece leaves when everything before it and itself are what the hash says. */
export function wholeContent({ sha256, size }: Content): Transform {
  const hash = createHash('sha256');
  let bytes = 0;
  let held: Buffer | null = null;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      if (bytes > size) return done(new ContentChanged(sha256));
      const before = held;
      held = chunk;
      done(null, before);
    },
    flush(done) {
      if (bytes !== size || hash.digest('hex') !== sha256) return done(new ContentChanged(sha256));
      done(null, held);
    },
  });
}

/** What lies under a hash is not what was handed in. */
export class ContentChanged extends Error {
  constructor(sha256: string) {
    super(`what is kept under ${sha256} is not what was handed in`);
  }
}
