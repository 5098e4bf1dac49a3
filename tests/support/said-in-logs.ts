// What the programs of a running stack wrote down, held against what they know of people: a log is copied into mails and tickets.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { devMessages, type StackFolder, servicesOf } from './started-stack.ts';

/** Names, addresses, numbers, links and secrets that stand in the logs of API and worker, with the line; nothing when none does. */
export async function privateWordsInLogs(folder: StackFolder, more: readonly string[] = []): Promise<string[]> {
  const words = [...new Set([...(await whatIsKnown(folder)), ...more])].filter((word) => word.length >= 6);
  const lines = ['api', 'worker', 'sample'].flatMap((name) =>
    readFileSync(join(folder.dataDir, 'logs', `${name}.log`), 'utf8')
      .split('\n')
      .map((line) => `${name}: ${line}`),
  );
  return lines.flatMap((line) => words.filter((word) => line.includes(word)).map((word) => `«${word}» in ${line}`));
}

/** All that the database has of people and secrets, and every link of a letter. */
async function whatIsKnown(folder: StackFolder): Promise<string[]> {
  const client = new pg.Client({ connectionString: servicesOf(folder).ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(`
      select name as word from contact union select email from contact union select phone from contact
      union select zalo_user_id from contact union select name from user_account union select email from user_account
      union select token from account_session union select ip_address from account_session union select hash from account_key`);
    const known = rows.map(({ word }) => word as string | null).filter((word) => word !== null && word !== '127.0.0.1');
    const links = (await devMessages(folder)).flatMap(({ html = '' }) =>
      [...html.matchAll(/\/(?:l\/|dat-mat-khau#)([\w.-]{20,})/g)].map((match) => match[1] as string),
    );
    const { databaseUrl } = servicesOf(folder);
    const secret = readFileSync(join(folder.dataDir, 'secret'), 'utf8').trim();
    return [...(known as string[]), ...links, decodeURIComponent(new URL(databaseUrl).password), secret];
  } finally {
    await client.end();
  }
}
