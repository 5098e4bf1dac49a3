import { renameSync, statSync } from 'node:fs';

const MAX_BYTES = 20 * 1024 * 1024;

/** Before a start: a log that has grown too large becomes the one earlier log that is kept. */
export function rotateLog(file: string): void {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > MAX_BYTES) renameSync(file, `${file}.1`);
}
