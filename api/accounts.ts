// Who asks: a session's cookie or a key → the account with what it may do at this moment (docs/adr/0212).
import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignIn } from '#accounts/sign-in.ts';
import type { Clock } from '#contracts/clock.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { isProofOld } from '#domain/rights/proof.ts';
import { principalsOf, rolesOn } from '#domain/rights/roles-on.ts';
import { type Awaited, hasFactor, isFactorAskedOf, type SignInWay } from '#domain/rights/second-factor.ts';
import { isValidOn } from '#domain/shared/validity.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import { claimKeyUse } from '#store/account-key-store.ts';
import { findAccount, findAccountFacts, listGivenToContacts } from '#store/account-store.ts';
import { type Database, FIRST_OFFICE } from '#store/database.ts';
import { countOffices, findSessionOffice, listOfficesOfAccount } from '#store/member-office-store.ts';
import { countPasskeys } from '#store/passkey-store.ts';
import { hasContactAs } from '#store/person-store.ts';
import { hasRoster } from '#store/roster-store.ts';
import { loadSecondFactorFor } from '#store/sign-in-rule-store.ts';
import type { Accounts } from './context.ts';
import type { OfficePlace } from './office-places.ts';

export interface AccountsSetup {
  database: Database;
  /** Where the roster of an office is. */
  placeOf(office: number): OfficePlace;
  signIn: SignIn;
  zone: string;
  now: Clock;
  /** False = nobody of the sample signs in. */
  sampleAccounts: boolean;
  /** A key that may do everything, for scripts beside an embedded stack; null = there is none. */
  testKey: string | null;
}

export function createAccounts(setup: AccountsSetup): Accounts {
  return {
    async identify(request, reply) {
      const key = bearerOf(request);
      if (key !== null) return ofKey(setup, key);
      const { cookie } = request.headers;
      const session = cookie === undefined ? null : await setup.signIn.session(cookie);
      if (session === null) return null;
      keepCookies(reply, session.cookies);
      const office = await officeOfSession(setup, session);
      const actor = await ofAccount(setup, session.accountId, office);
      if (actor === null) return null;
      const awaits = await awaitedOf(setup, session, actor);
      return {
        ...actor,
        sessionId: session.id,
        isProofOld: isProofOld(session.provedAt, setup.now()),
        // No roles either, for whatever looks at them beside the operations.
        ...(awaits === null ? {} : { roles: [], awaits }),
      };
    },
    async rolesNow({ accountId, office = FIRST_OFFICE, roles }) {
      return accountId === null ? roles : ((await ofAccount(setup, accountId, office))?.roles ?? null);
    },
  };
}

/** The one that somebody chose, while they belong to it, or else the first of theirs. In an installation of one nothing is asked. */
async function officeOfSession(
  { database, now, zone }: AccountsSetup,
  { id, accountId }: { id: string; accountId: string },
): Promise<number> {
  if ((await countOffices(database)) === 1) return FIRST_OFFICE;
  const [chosen, offices] = await Promise.all([
    findSessionOffice(database, id),
    listOfficesOfAccount(database, accountId, toLocalDate(instantOf(now()), zone)),
  ]);
  const own = offices.map((office) => office.id);
  return chosen !== null && own.includes(chosen) ? chosen : (own[0] ?? FIRST_OFFICE);
}

/** What is wanted of them, of whom more than a password is asked, where the session has nothing more. */
async function awaitedOf(
  { database }: AccountsSetup,
  { accountId, way }: { accountId: string; way: SignInWay | null },
  { roles }: ActorOf<'account'>,
): Promise<Awaited | null> {
  if (!isFactorAskedOf(await loadSecondFactorFor(database), roles)) return null;
  const account = await findAccount(database, { id: accountId });
  if (hasFactor({ way, twoFactor: account?.twoFactorEnabled === true })) return null;
  return (await countPasskeys(database, accountId)) > 0 ? 'passkey' : 'second-factor';
}

/** Adds cookies to those that an answer sets already. */
export function keepCookies(reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}

function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

const TEST_KEY: ActorOf<'account'> = {
  kind: 'account',
  accountId: null,
  name: 'khóa thử nghiệm (DONDOC_TEST_KEY)',
  roles: ['administrator' as const, 'officer' as const].map((role) => ({ role, agencyId: null, fieldCodes: [] })),
};

async function ofKey(setup: AccountsSetup, secret: string): Promise<ActorOf<'account'> | null> {
  if (setup.testKey !== null && isSame(secret, setup.testKey)) return TEST_KEY;
  const key = await claimKeyUse(setup.database, secret, setup.now());
  const owner = key === null ? null : await ofAccount(setup, key.accountId, key.office);
  if (key === null || owner === null) return null;
  return { ...owner, name: `${owner.name} (khóa ${key.name})`, scope: key.scope, keyId: key.id };
}

async function ofAccount(setup: AccountsSetup, accountId: string, office: number): Promise<ActorOf<'account'> | null> {
  const { zone, now } = setup;
  const place = setup.placeOf(office);
  const { database } = place;
  const account = await findAccountFacts(database, accountId, setup);
  if (account === null) return null;
  const date = toLocalDate(instantOf(now()), zone);
  const { name, given, contactId } = account;
  const roster = await rosterFor(place, contactId, date);
  const principals = principalsOf(contactId, roster, date).map(({ id }) => id);
  const ofPrincipals = await listGivenToContacts(database, principals);
  const roles = rolesOn({ given, contactId, ofPrincipals }, roster, date);
  return { kind: 'account', accountId, name, roles, ...(office === FIRST_OFFICE ? {} : { office }) };
}

/** Some seconds old at most, as everywhere, unless it still knows somebody who has left meanwhile: what has ended ends at once. */
async function rosterFor(place: OfficePlace, contactId: string | null, date: LocalDate): Promise<Roster | null> {
  const known = await rosterOrNull(place);
  if (known === null || contactId === null) return known;
  const there = known.contacts.find(({ id }) => id === contactId);
  const isThere = there !== undefined && isValidOn(there, date);
  return !isThere || (await hasContactAs(place.database, there, date)) ? known : place.directory.roster('now');
}

/** Before the first import there is none. */
async function rosterOrNull({ directory, database }: OfficePlace): Promise<Roster | null> {
  return directory.roster().catch(async (error: unknown) => {
    if (await hasRoster(database)) throw error;
    return null;
  });
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
