// The owner's step before any program starts: newest tables, and a role for the programs that can not rewrite the log.
import pg from 'pg';
import { APPLICATION_GRANTS, UNLISTED } from './application-grants.ts';
import { closeDatabase, openDatabase } from './database.ts';
import { ensureListed } from './listed-assignment-store.ts';
import { restrictedRoleOf, withRole } from './log-guard.ts';
import { listOfficeDatabases } from './member-office-store.ts';
import { MIGRATION_LOCK, migrateDatabase } from './migrate.ts';
import { scramVerifier } from './scram-verifier.ts';
import { withClient } from './session.ts';

/**
 * Leaves the database at the newest version, its lists filled from its log, with a role that may do what APPLICATION_GRANTS lists and nothing else: the one
 * that `applicationUrl` names, or, where programs connect as the owner, one that they step down to. Any number of programs
 * may do this at once, on one database or on several of one server.
 * An owner that may neither make a role nor act as it leaves the log to its triggers.
 * @returns the names of the migrations applied now.
 * @throws in Vietnamese when the account of `applicationUrl` neither exists nor may be made by the owner.
 */
export async function prepareDatabase(ownerUrl: string, applicationUrl: string | null): Promise<string[]> {
  const applied = await migrateDatabase(ownerUrl);
  const programUrl = await withClient(ownerUrl, async (owner) => {
    await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ownName = await currentUser(owner);
    if (applicationUrl !== null && userOf(applicationUrl) !== ownName) {
      await ensureLogin(owner, applicationUrl);
      await grantAll(owner, userOf(applicationUrl));
      return applicationUrl;
    }
    if (!(await ensureRoleToStepDownTo(owner, restrictedRoleOf(ownName)))) return ownerUrl;
    await grantAll(owner, restrictedRoleOf(ownName));
    return withRole(ownerUrl, restrictedRoleOf(ownName));
  });
  await fillLists(programUrl);
  return applied;
}

/** Here, because a program may ask for a list before any other has written an event. As a program: an owner sees all offices as one. */
async function fillLists(programUrl: string): Promise<void> {
  const database = openDatabase(programUrl, 1);
  try {
    for (const office of await listOfficeDatabases(database)) await ensureListed(office);
  } finally {
    await closeDatabase(database);
  }
}

async function currentUser(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT current_user AS name');
  return rows[0]?.name as string;
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

/** An account that can log in is left as it is: the database's administrator may have made it. */
async function ensureLogin(owner: pg.Client, applicationUrl: string): Promise<void> {
  if (await logsIn(applicationUrl)) return;
  const name = userOf(applicationUrl);
  const verifier = scramVerifier(decodeURIComponent(new URL(applicationUrl).password));
  try {
    await createRole(owner, name);
    await sayAgain(() =>
      owner.query(`ALTER ROLE ${pg.escapeIdentifier(name)} LOGIN PASSWORD ${pg.escapeLiteral(verifier)}`),
    );
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw new Error(
      `Tài khoản «${name}» của DATABASE_URL không đăng nhập được vào PostgreSQL, và tài khoản sở hữu không có quyền tạo hay sửa ` +
        `tài khoản. Hãy nhờ người quản trị chạy: CREATE ROLE ${pg.escapeIdentifier(name)} LOGIN PASSWORD '…'; rồi chạy lại.`,
    );
  }
}

async function logsIn(url: string): Promise<boolean> {
  try {
    await withClient(url, async () => undefined);
    return true;
  } catch (error) {
    // Class 28: no such account, or another password.
    if (codeOf(error).startsWith('28')) return false;
    throw error;
  }
}

/** False when the owner may neither make the role nor act as it. */
async function ensureRoleToStepDownTo(owner: pg.Client, name: string): Promise<boolean> {
  const role = pg.escapeIdentifier(name);
  const actAs = async () => {
    await owner.query(`SET ROLE ${role}`);
    await owner.query('RESET ROLE');
  };
  try {
    await createRole(owner, name);
    await actAs().catch(async () => {
      await sayAgain(() => owner.query(`GRANT ${role} TO CURRENT_USER`));
      await actAs();
    });
    return true;
  } catch (error) {
    if (isForbidden(error)) return false;
    throw error;
  }
}

async function createRole(owner: pg.Client, name: string): Promise<void> {
  const found = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (found.rowCount === 0)
    await owner.query(`CREATE ROLE ${pg.escapeIdentifier(name)} NOLOGIN`).catch((error: unknown) => {
      if (!isMadeMeanwhile(error)) throw error;
    });
}

/** One transaction: a program that runs meanwhile never finds a right missing that it keeps. */
async function grantAll(owner: pg.Client, roleName: string): Promise<void> {
  const role = pg.escapeIdentifier(roleName);
  const { rows } = await owner.query<OwnRelation>(OWN_RELATIONS);
  const grants = rows.map(({ name, relation, isSequence }) => {
    if (isSequence)
      return `REVOKE ALL ON SEQUENCE ${relation} FROM ${role}; GRANT USAGE ON SEQUENCE ${relation} TO ${role};`;
    const rights = (Object.hasOwn(APPLICATION_GRANTS, name) ? APPLICATION_GRANTS[name] : undefined) ?? UNLISTED;
    return `REVOKE ALL ON ${relation} FROM ${role}, PUBLIC; GRANT ${rights.join(', ')} ON ${relation} TO ${role};`;
  });
  const { rows: schemas } = await owner.query<{ schema: string }>('SELECT quote_ident(current_schema()) AS schema');
  const schema = schemas[0]?.schema as string;
  await owner.query(
    `BEGIN;
     REVOKE ALL ON SCHEMA ${schema} FROM ${role};
     REVOKE CREATE ON SCHEMA ${schema} FROM PUBLIC;
     GRANT USAGE ON SCHEMA ${schema} TO ${role};
     ${grants.join('\n')}
     COMMIT`,
  );
}

interface OwnRelation {
  name: string;
  /** With its schema, quoted. */
  relation: string;
  isSequence: boolean;
}

// Not what an extension brought, nor what somebody else keeps beside ours.
const OWN_RELATIONS = `
  SELECT c.relname AS name, format('%I.%I', current_schema(), c.relname) AS relation, c.relkind = 'S' AS "isSequence"
  FROM pg_class c
  WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    AND pg_has_role(c.relowner, 'USAGE')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1`;

const TRIES = 5;

/** Roles belong to the whole server: two databases that are prepared at once may meet in one row. */
async function sayAgain(change: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await change();
      return;
    } catch (error) {
      if (tried === TRIES || !isMadeMeanwhile(error)) throw error;
    }
  }
}

function isMadeMeanwhile(error: unknown): boolean {
  // duplicate_object, unique_violation of the catalog, and "tuple concurrently updated", which has no code of its own.
  return ['42710', '23505', 'XX000'].includes(codeOf(error));
}

function isForbidden(error: unknown): boolean {
  return codeOf(error) === '42501';
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? '';
}
