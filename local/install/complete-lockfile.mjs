// node local/install/complete-lockfile.mjs [--check]
//
// A registry mirror may lack some platforms' builds of a package (@biomejs/cli-darwin-arm64, ...). npm then leaves them
// out of package-lock.json without a word, and the next `npm ci` refuses the file: "Missing: ... from lock file".
// The versions are exact in the parent's optionalDependencies, so the entries are written without the build itself. Their
// integrity comes from the registry's description of the package; without it npm would install whatever it is given.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const LOCKFILE = fileURLToPath(new URL('../../package-lock.json', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(LOCKFILE, 'utf8'));
  const missing = missingOptionalPackages(lock.packages);
  for (const { path, entry } of missing) console.error(`${path} ${entry.version}: missing`);
  for (const { path, entry } of missing) lock.packages[path] = entry;
  const unsealed = packagesWithoutIntegrity(lock.packages);
  for (const path of unsealed) console.error(`${path}: without integrity`);
  if (process.argv.includes('--check')) process.exit(missing.length + unsealed.length === 0 ? 0 : 1);
  for (const path of unsealed)
    lock.packages[path] = withIntegrity(lock.packages[path], integrityOf(path, lock.packages[path]));
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
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

/** The entries of which npm could not tell whether it got the right files; the project itself is no package. */
export function packagesWithoutIntegrity(packages) {
  return Object.entries(packages)
    .filter(([path, { integrity }]) => path !== '' && !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
    .map(([path]) => path);
}

/** What the registry that npm is set to says of the version; it fails loudly when it says nothing. */
function integrityOf(path, { version }) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const said = execFileSync('npm', ['view', `${name}@${version}`, 'dist.integrity'], { encoding: 'utf8' }).trim();
  if (said === '') throw new Error(`the registry tells no integrity of ${name}@${version}`);
  return said;
}

/** Where npm itself puts it: after the version. */
function withIntegrity({ version, ...entry }, integrity) {
  return { version, integrity, ...entry };
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
