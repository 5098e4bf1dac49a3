// A reader's wish to get no more digests: for the officer to decide, because a reminder of a duty can not be switched off by whom it reminds.
import { raiseAttention } from './attention-store.ts';
import type { Database } from './database.ts';
import { noteLinkUsed } from './used-link-store.ts';

/** Whom a link of a digest was given to. */
export async function loadDigestReader(database: Database, contactId: string) {
  const select = { id: true, name: true, email: true, agency: { select: { name: true } } } as const;
  return database.contact.findUniqueOrThrow({ where: { id: contactId }, select });
}
export type DigestReader = Awaited<ReturnType<typeof loadDigestReader>>;

/** Tells the officer, one matter per person; the same link tells only once, so that a repeated request does not bring back what was dealt with. */
export async function askToStopDigest(
  database: Database,
  { jti, reader }: { jti: string; reader: DigestReader },
  now: Date,
): Promise<void> {
  const { id, name, email, agency } = reader;
  await database.$transaction(async (tx) => {
    if (!(await noteLinkUsed(tx, jti, now))) return;
    const what = `${name} (${agency.name}) đề nghị không gửi thư tổng hợp tới địa chỉ này nữa`;
    await raiseAttention(tx, { id: `digest-stop/${id}`, what, place: email ?? 'Hiện không có địa chỉ thư' }, now);
  });
}
