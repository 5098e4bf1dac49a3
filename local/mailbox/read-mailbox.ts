import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailboxMessage } from './mailbox-message.ts';

/** Every stored mail, newest first, at most `limit`; a folder that does not exist yet holds none. */
export async function readMailbox(dir: string, { limit }: { limit?: number } = {}): Promise<MailboxMessage[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const newest = names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse()
    .slice(0, limit);
  return Promise.all(newest.map(async (name) => JSON.parse(await readFile(join(dir, name), 'utf8')) as MailboxMessage));
}
