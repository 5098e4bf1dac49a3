// Whether those who listen still may: their sessions and keys, with the version of what their account may do.
import type { Database } from './database.ts';

export interface Credentials {
  sessionIds: readonly string[];
  keyIds: readonly string[];
}

/**
 * By the id of the session or key what it stands for now: another text than before means that something about it has changed. One that has ended
 * is not in the answer. Of every office, and nothing is prolonged by it.
 */
export async function listStandings(
  database: Database,
  { sessionIds, keyIds }: Credentials,
  now: Date,
): Promise<Map<string, string>> {
  if (sessionIds.length + keyIds.length === 0) return new Map();
  const rows = await database.$queryRaw<{ id: string; standing: string }[]>`
    SELECT s.id, concat_ws('/', u.version, u.disabled_at, s.office_id) AS standing
    FROM account_session s JOIN user_account u ON u.id = s.user_id WHERE s.id = ANY(${[...sessionIds]}) AND s.expires_at > ${now}
    UNION ALL
    SELECT k.id, concat_ws('/', u.version, u.disabled_at, k.scope)
    FROM account_key k JOIN user_account u ON u.id = k.account_id
    WHERE k.id = ANY(${[...keyIds]}) AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${now})`;
  return new Map(rows.map(({ id, standing }) => [id, standing]));
}
