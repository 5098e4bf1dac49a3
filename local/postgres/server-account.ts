import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Account, canPass } from '../private/make-private-folder.ts';

/** As whom PostgreSQL's programs run; null = as whoever runs this program. */
export interface ServerAccount {
  owner: Account | null;
  /** A command that changes the account itself; without one the spawn does. */
  wrapper: readonly string[];
}

/**
 * An account that PostgreSQL accepts and that can reach every path given; PostgreSQL refuses to run as root.
 *
 * Root runs it as the owner of an existing cluster, else as `postgres`, else as `nobody`: no account is added to the
 * machine. A folder below one that only root may enter (/root, mktemp -d) is opened to that one process by an ambient
 * capability instead of a looser mode on a folder that is not ours.
 */
export function chooseServerAccount(clusterDir: string, pathsToReach: readonly string[]): ServerAccount {
  if (process.getuid?.() !== 0) return { owner: null, wrapper: [] };
  const account = accountOfServer(clusterDir);
  if (account === null) {
    throw new Error(
      'PostgreSQL không chạy được bằng tài khoản root, và máy này không có tài khoản "postgres" hay "nobody". ' +
        'Hãy chạy bằng một tài khoản thường, hoặc đặt DATABASE_URL trỏ tới một PostgreSQL có sẵn.',
    );
  }
  const closed = pathsToReach.map((path) => closedFolderOnTheWay(path, account)).find((folder) => folder !== null);
  if (closed === undefined) return { owner: account, wrapper: [] };
  const wrapper = capabilityWrapper(account);
  if (spawnSync(wrapper[0] as string, [...wrapper.slice(1), 'true'], { stdio: 'ignore' }).status === 0) {
    return { owner: account, wrapper };
  }
  throw new Error(
    `PostgreSQL không chạy được bằng tài khoản root, và tài khoản thay thế (uid ${account.uid}) không vào được thư mục ${closed}. ` +
      `Hãy đặt dự án ở nơi mọi tài khoản vào được (hoặc chmod o+x ${closed}), hoặc chạy bằng một tài khoản thường.`,
  );
}

/** The account that root runs the server as; null when the server runs as whoever starts it, or when there is none. */
export function accountOfServer(clusterDir: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  return ownerOf(clusterDir) ?? accountNamed('postgres') ?? accountNamed('nobody');
}

/** The command line and ids with which `spawn` runs a program under the account. */
export function commandAs(account: ServerAccount, program: string, args: readonly string[]) {
  const [command, ...rest] = [...account.wrapper, program, ...args] as [string, ...string[]];
  const ids = account.owner !== null && account.wrapper.length === 0 ? account.owner : {};
  return { command, args: rest, ...ids } as { command: string; args: string[]; uid?: number; gid?: number };
}

function ownerOf(clusterDir: string): Account | null {
  if (!existsSync(clusterDir)) return null;
  const { uid, gid } = statSync(clusterDir);
  return uid === 0 ? null : { uid, gid };
}

function accountNamed(name: string): Account | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** The outermost folder on the way to `path` that the account may not enter, null when there is none. */
export function closedFolderOnTheWay(path: string, account: Account): string | null {
  let closed: string | null = null;
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    if (!canPass(folder, account)) closed = folder;
    if (folder === dirname(folder)) return closed;
  }
}

function capabilityWrapper({ uid, gid }: Account): string[] {
  const capability = '+dac_override';
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    // PostgreSQL looks for its own files with access(2), which leaves capabilities out for a real uid that is not root's,
    // unless this bit is set.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
  ];
}
