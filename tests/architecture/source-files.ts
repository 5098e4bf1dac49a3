// The files of the project as a clone has them, also where git is not at hand.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

// What is installed, generated or kept by a running installation; and what is kept but was made elsewhere.
const IGNORED = readFileSync(join(ROOT, '.gitignore'), 'utf8')
  .split('\n')
  .map((line) => line.replace(/\/$/, ''));
const PASSED_OVER = new Set([
  ...IGNORED,
  '.git',
  'web/src/api/schema.ts',
  'web/src/words/catalogue.ts',
  'tests/fixtures',
  'tests/replay/histories',
]);
const TEXT =
  /\.(ts|tsx|mjs|cjs|js|json|md|yml|yaml|sql|prisma|css|html|txt|sh)$|\/(Dockerfile|run|\.npmrc|\.env\.example)$/;

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  path: string;
  text: string;
}

/** Every text file that the project keeps, by path. */
export function sourceFiles(folder = ROOT): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = join(folder, entry.name);
    const path = relative(ROOT, full).replaceAll('\\', '/');
    if (PASSED_OVER.has(path) || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return sourceFiles(full);
    return entry.isFile() && TEXT.test(`/${path}`) ? [{ path, text: readFileSync(full, 'utf8') }] : [];
  });
}
