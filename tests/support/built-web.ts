import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const web = join(root, 'web');

/** Builds the pages into web/dist unless what is there is newer than every source of it. */
export async function ensureWebBuilt(): Promise<void> {
  const built = statSync(join(web, 'dist/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > newestSourceMs()) return;
  // A process of its own: under the test runner's NODE_ENV the build would be one for development.
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--config', join(web, 'vite.config.ts')], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

function newestSourceMs(): number {
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) => !file.startsWith('dist'));
  return Math.max(...files.map((file) => statSync(join(web, file)).mtimeMs));
}
