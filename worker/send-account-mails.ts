// Letters about accounts: invitations and forgotten passwords, out of their table and through the channel of all other mails.
import type { Channel, OutgoingMessage } from '#channels/channel.ts';
import type { SecretBox } from '#channels/secret-box.ts';
import type { Clock } from '#contracts/clock.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import { type AccountLetter, composeAccountLetter } from '#domain/message/account-letter.ts';
import { composeFactorDroppedLetter } from '#domain/message/factor-dropped-letter.ts';
import {
  type AccountMailTask,
  finishAccountMail,
  putOffAccountMail,
  takeAccountMails,
} from '#store/account-mail-store.ts';
import { type Database, forOffice } from '#store/database.ts';
import { loadOffice } from '#store/roster-store.ts';

export interface AccountMailWork {
  database: Database;
  /** Opens the link of a letter. */
  box: SecretBox;
  email: Pick<Channel, 'send'>;
  publicUrl: string;
  /** Of the Message-ID. */
  mailDomain: string;
  now: Clock;
  log: { warn(fields: object, message: string): void };
}

const BATCH = 20;
const MINUTE_MS = 60_000;
// A link of an invitation lives a week, one of a forgotten password two hours: what has not left by then leads nowhere. A warning is worth telling late.
const WAITS_MINUTES = [1, 5, 15, 60, 240] as const;
const DAY_MS = 24 * 60 * MINUTE_MS;
const GIVEN_UP_AFTER_MS = { invitation: 6 * DAY_MS, reset: 110 * MINUTE_MS, 'factor-dropped': 14 * DAY_MS };

/** One round; answers how many letters were due. A letter that may be in somebody's hands already goes again: its link works once. */
export async function sendAccountMails(work: AccountMailWork): Promise<number> {
  const taken = await takeAccountMails(work.database, BATCH, work.now());
  const ends = await Promise.allSettled(taken.map((mail) => send(work, mail)));
  for (const end of ends)
    if (end.status === 'rejected')
      work.log.warn({ error: String(end.reason) }, 'a letter about an account was not sent');
  return taken.length;
}

async function send(work: AccountMailWork, mail: AccountMailTask): Promise<void> {
  const { database, now } = work;
  const outcome = await work.email.send(await compose(work, mail), mail.id);
  if (outcome.kind === 'accepted') return finishAccountMail(database, mail.id, { sentAt: now(), reason: null });
  const isOver = now().getTime() - mail.createdAt.getTime() > GIVEN_UP_AFTER_MS[mail.holds.purpose];
  if (isOver || (outcome.kind === 'refused' && outcome.permanent)) {
    work.log.warn({ mail: mail.id, why: outcome.why }, 'a letter about an account was given up');
    return finishAccountMail(database, mail.id, { sentAt: null, reason: outcome.why });
  }
  const minutes = WAITS_MINUTES[Math.min(mail.attempts, WAITS_MINUTES.length) - 1] ?? 1;
  await putOffAccountMail(database, mail.id, new Date(now().getTime() + minutes * MINUTE_MS), outcome.why);
}

async function compose(work: AccountMailWork, mail: AccountMailTask): Promise<OutgoingMessage> {
  const { id, createdAt, to } = mail;
  return {
    to: { name: to.name, address: to.address, email: to.address, phone: null, zaloUserId: null, wantsCalendar: false },
    ...(await letterOf(work, mail)),
    form: null,
    messageId: `<account-${id}@${work.mailDomain}>`,
    about: [],
    stopDigestUrl: null,
    claimedAt: createdAt.toISOString(),
  };
}

async function letterOf(
  { database, box, publicUrl }: AccountMailWork,
  { holds, to: { name }, office: by, createdAt }: AccountMailTask,
): Promise<AccountLetter> {
  if (holds.purpose === 'factor-dropped')
    return composeFactorDroppedLetter({
      name,
      publicUrl,
      ...holds.facts,
      moment: spokenMoment(instantOf(createdAt), DEFAULT_ZONE),
    });
  const office = (await loadOffice(forOffice(database, by))).name;
  return composeAccountLetter({ ...holds, name, office, publicUrl, token: box.open(holds.sealedToken) });
}
