import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where downloaded programs are kept: DONDOC_CACHE_DIR, else `dondoc` in the user's own cache folder. */
export function cacheDirOf(source: NodeJS.ProcessEnv): string {
  if (source.DONDOC_CACHE_DIR) return source.DONDOC_CACHE_DIR;
  if (process.platform === 'win32') return join(source.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'dondoc');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dondoc');
  return join(source.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dondoc');
}
