// Letters about accounts on their way. The link in one is sealed, and gone from the table when the letter has left or was given up.
import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from './database.ts';

type LinkPurpose = 'invitation' | 'reset';

/** Of a letter that tells of a second factor taken away: by whom, and how they say to have recognised its owner. */
export interface DroppedFacts {
  by: string;
  how: string;
}

export interface AccountMailTask {
  id: string;
  holds: { purpose: LinkPurpose; sealedToken: string } | { purpose: 'factor-dropped'; facts: DroppedFacts };
  attempts: number;
  createdAt: Date;
  to: { name: string; address: string };
  /** In whose name it goes. */
  office: number;
}

export async function addAccountMail(
  tx: Transaction,
  mail: { accountId: string; purpose: LinkPurpose; sealedToken: string },
  now: Date,
): Promise<void> {
  // An older link does not work any more: its letter would only confuse.
  await tx.accountMail.updateMany({
    where: { accountId: mail.accountId, dueAt: { not: null }, purpose: { in: ['invitation', 'reset'] } },
    data: { dueAt: null, sealedToken: null, reason: 'a newer one took its place' },
  });
  await tx.accountMail.create({ data: { id: randomUUID(), ...mail, dueAt: now, createdAt: now } });
}

/** Tells whoever had a second factor taken away. It holds no link, and no newer letter takes its place. */
export async function addDroppedMail(
  tx: Transaction,
  accountId: string,
  facts: DroppedFacts,
  now: Date,
): Promise<void> {
  const data = {
    id: randomUUID(),
    accountId,
    purpose: 'factor-dropped',
    facts: { ...facts },
    dueAt: now,
    createdAt: now,
  };
  await tx.accountMail.create({ data });
}

/** How many invitations an account was sent after that moment. */
export async function countInvitations(tx: Transaction, accountId: string, after: Date): Promise<number> {
  return tx.accountMail.count({ where: { accountId, purpose: 'invitation', createdAt: { gt: after } } });
}

// Longer than an attempt may take; a process that dies over one gives it back after this.
const LEASE_MS = 120_000;

/** Takes letters that are due, each to one process. */
export async function takeAccountMails(database: Database, limit: number, now: Date): Promise<AccountMailTask[]> {
  const taken = await database.$queryRaw<{ id: string }[]>`
    UPDATE account_mail SET due_at = ${new Date(now.getTime() + LEASE_MS)}, attempts = attempts + 1
    WHERE id IN (SELECT id FROM account_mail WHERE due_at <= ${now} ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`;
  const rows = await database.accountMail.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    include: { account: { select: { name: true, email: true } } },
  });
  return rows.flatMap(({ id, attempts, createdAt, account, officeId, ...row }) => {
    const holds = heldBy(row);
    const to = { name: account.name, address: account.email };
    return holds === null ? [] : [{ id, holds, attempts, createdAt, to, office: officeId }];
  });
}

/** Null = its link has gone meanwhile. */
function heldBy(row: { purpose: string; sealedToken: string | null; facts: unknown }): AccountMailTask['holds'] | null {
  if (row.purpose === 'factor-dropped') return { purpose: row.purpose, facts: row.facts as DroppedFacts };
  return row.sealedToken === null ? null : { purpose: row.purpose as LinkPurpose, sealedToken: row.sealedToken };
}

/** The letter has left, or nobody tries any more: either way its link is not kept. */
export async function finishAccountMail(
  database: Database,
  id: string,
  end: { sentAt: Date | null; reason: string | null },
): Promise<void> {
  await database.accountMail.update({ where: { id }, data: { ...end, dueAt: null, sealedToken: null } });
}

/** Again at `dueAt`. */
export async function putOffAccountMail(database: Database, id: string, dueAt: Date, reason: string): Promise<void> {
  await database.accountMail.update({ where: { id }, data: { dueAt, reason } });
}
