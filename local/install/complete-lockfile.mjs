// node local/install/complete-lockfile.mjs [--check]
//
// A registry mirror may lack some platforms' builds of a package (@biomejs/cli-darwin-arm64, ...). npm then leaves them
// out of package-lock.json without a word, and the next `npm ci` refuses the file: "Missing: ... from lock file".
// The versions are exact in the parent's optionalDependencies, so the entries can be written without the registry;
// only their integrity stays unknown, and npm fills it in where it can.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const LOCKFILE = fileURLToPath(new URL('../../package-lock.json', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(LOCKFILE, 'utf8'));
  const missing = missingOptionalPackages(lock.packages);
  for (const { path, entry } of missing) console.error(`${path} ${entry.version}`);
  if (process.argv.includes('--check')) process.exit(missing.length === 0 ? 0 : 1);
  const all = [...Object.entries(lock.packages), ...missing.map(({ path, entry }) => [path, entry])];
  lock.packages = Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(LOCKFILE, `${JSON.stringify(lock, null, 2)}\n`);
}

/** Every optional package that some package names and the lockfile does not hold, with the entry it should have. */
export function missingOptionalPackages(packages) {
  const missing = new Map();
  for (const [parentPath, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (isResolvable(packages, parentPath, name)) continue;
      missing.set(`node_modules/${name}`, optionalEntry(parent, name, version));
    }
  }
  return [...missing].map(([path, entry]) => ({ path, entry }));
}

/** Looks where Node would: in the package's own node_modules, then in each one further out. */
function isResolvable(packages, fromPath, name) {
  for (let at = fromPath; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
  }
}

function optionalEntry(parent, name, version) {
  const os = /-(android|darwin|freebsd|linux|openharmony|win32)(?=-)/.exec(name)?.[1];
  const cpu = /-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?=-|$)/.exec(name)?.[1];
  const libc = name.endsWith('-musl') ? 'musl' : name.endsWith('-gnu') ? 'glibc' : undefined;
  return {
    version,
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(parent.dev ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    ...(parent.license === undefined ? {} : { license: parent.license }),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
    ...(parent.engines === undefined ? {} : { engines: parent.engines }),
  };
}
