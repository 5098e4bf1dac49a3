import type pg from 'pg';

/** What keeps a program from rewriting the audit log, from the strongest to the weakest. */
export type LogGuard =
  /** It connects as a role that may only read the log and add to it. */
  | 'role'
  /** It connects as an owner and acts as such a role on every connection; whoever holds the address can step back up. */
  | 'session-role'
  /** Only the triggers, which an owner can switch off. */
  | 'triggers';

/** Who a connection is, and whether the log could be rewritten over it. */
export interface ConnectionRights {
  user: string;
  /** Null while there is no log. */
  mayRewriteLog: boolean | null;
  /** Whether the database shows this connection the rows of one office alone; null before there are any. */
  seesOneOffice: boolean | null;
}

/** The rights of whoever connects with the address. */
export async function readRights(client: pg.ClientBase): Promise<ConnectionRights> {
  const { rows } = await client.query<ConnectionRights>(RIGHTS);
  return rows[0] as ConnectionRights;
}

/** The same address, acting as `role` from the first statement on. */
export function withRole(databaseUrl: string, role: string): string {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get('options');
  // Inside of `options` a blank ends the value.
  const setting = `-c role=${role.replaceAll('\\', '\\\\').replaceAll(' ', '\\ ')}`;
  url.searchParams.set('options', given === null ? setting : `${given} ${setting}`);
  return url.href;
}

/** The role that an owner steps down to where nobody named one. */
export function restrictedRoleOf(owner: string): string {
  return `${owner}_app`;
}

// Being able to become somebody counts as being it, and so does the right to switch triggers off.
const RIGHTS = `
  SELECT current_user AS "user", (
    SELECT bool_or(
      has_table_privilege(current_user, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
      OR has_any_column_privilege(current_user, c.oid, 'UPDATE')
      OR pg_has_role(current_user, c.relowner, 'MEMBER')
      OR has_parameter_privilege(current_user, 'session_replication_role', 'SET'))
    FROM pg_class c WHERE c.oid = to_regclass('audit_event')
  ) AS "mayRewriteLog", row_security_active(to_regclass('audit_event')) AS "seesOneOffice"`;
