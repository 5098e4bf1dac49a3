import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Replaces the file as a whole, so that a kill leaves the old or the new one; readable by its owner only, whatever it was before. */
export function writePrivateFile(file: string, content: string): void {
  const unfinished = `${file}.new`;
  // One left by a kill would keep its mode.
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, content, { mode: 0o600 });
  renameSync(unfinished, file);
}
