// How every program of the product opens the database: with few rights, and only at the version that it knows.
import { type Database, openDatabase } from './database.ts';
import { type LogGuard, readRights, restrictedRoleOf, withRole } from './log-guard.ts';
import { listMissingMigrations } from './migrate.ts';
import { withClient } from './session.ts';

export interface ApplicationDatabase {
  database: Database;
  guard: LogGuard;
}

/**
 * Opens the database for a program, acting as the role that can not rewrite the audit log wherever there is one.
 * @throws in Vietnamese, with what to run, when the database is not at the version that this program knows.
 */
export async function openApplicationDatabase(url: string, connectionsMax?: number): Promise<ApplicationDatabase> {
  const access = await findAccess(url);
  return { database: openDatabase(access.url, connectionsMax), guard: access.guard };
}

/** With which address the programs reach the database, and what guards the log then. */
export async function findAccess(url: string): Promise<{ url: string; guard: LogGuard }> {
  const { rights, offices } = await withClient(url, async (client) => {
    const missing = await listMissingMigrations(client);
    if (missing.length > 0) throw new Error(outdated(missing));
    const { rows } = await client.query<{ offices: number }>('SELECT count(*)::integer AS offices FROM member_office');
    return { rights: await readRights(client), offices: rows[0]?.offices ?? 1 };
  });
  if (rights.mayRewriteLog === false) return { url, guard: 'role' };
  const asRole = withRole(url, restrictedRoleOf(rights.user));
  // No such role, one that we may not act as, or a pooler that lets no options through: the address stays as it was given.
  const stepped = await withClient(asRole, readRights).catch(() => null);
  if (stepped?.mayRewriteLog === false) return { url: asRole, guard: 'session-role' };
  if (offices > 1 && rights.seesOneOffice !== true) throw new Error(UNSEPARATED);
  return { url, guard: 'triggers' };
}

const UNSEPARATED =
  'Bản cài đặt này phục vụ nhiều cơ quan, nhưng tài khoản của DATABASE_URL sở hữu các bảng nên PostgreSQL không ngăn được dữ liệu giữa các cơ quan. ' +
  'Hãy đặt DATABASE_URL là một tài khoản riêng cho chương trình, DATABASE_OWNER_URL là tài khoản sở hữu, chạy ' +
  '`node --import tsx deploy/prepare-services.ts`, rồi chạy lại chương trình này.';

function outdated(missing: readonly string[]): string {
  return (
    `Cơ sở dữ liệu chưa ở phiên bản mà chương trình này cần: thiếu ${missing.length} bước nâng cấp cấu trúc (${missing.join(', ')}), ` +
    'hoặc tài khoản của DATABASE_URL chưa được cấp quyền. Hãy chạy `node --import tsx deploy/prepare-services.ts` ' +
    '(DATABASE_OWNER_URL là tài khoản sở hữu các bảng; không đặt thì dùng DATABASE_URL), rồi chạy lại chương trình này. ' +
    '`npm start` tự làm việc đó.'
  );
}
