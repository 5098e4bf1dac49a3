import { findAccess } from '#store/open-application-database.ts';
import { prepareDatabase } from '#store/prepare-database.ts';

/**
 * Prepares a database that the office runs itself, and says in Vietnamese what was done and what guards the audit log in it.
 * Without an owner of its own DATABASE_URL is the owner, as in installations of earlier versions, or has been prepared by one.
 */
export async function prepareGivenDatabase(databaseUrl: string, ownerUrl: string | null): Promise<string[]> {
  const applied = ownerUrl === null ? await prepareAs(databaseUrl) : await prepareDatabase(ownerUrl, databaseUrl);
  const { guard } = await findAccess(databaseUrl);
  return [...(applied.length > 0 ? [appliedInWords(applied)] : []), GUARD_IN_WORDS[guard]];
}

async function prepareAs(databaseUrl: string): Promise<string[]> {
  const before = await findAccess(databaseUrl).catch((error: Error) => error);
  if ('guard' in before && before.guard === 'role') return [];
  return prepareDatabase(databaseUrl, null).catch((error: Error & { code?: string }) => {
    // Not the owner: what was found before says what to run.
    throw error.code === '42501' && before instanceof Error ? before : error;
  });
}

export function appliedInWords(applied: readonly string[]): string {
  return `Cơ sở dữ liệu: đã áp dụng ${applied.length} bước nâng cấp cấu trúc`;
}

const TWO_ACCOUNTS =
  'Để tách hẳn: đặt DATABASE_OWNER_URL là tài khoản sở hữu, DATABASE_URL là một tài khoản khác (xem .env.example).';

const GUARD_IN_WORDS = {
  role: 'Nhật ký kiểm toán: tài khoản của chương trình chỉ được đọc và ghi thêm, không được sửa hay xoá',
  'session-role':
    'Nhật ký kiểm toán: DATABASE_URL là tài khoản sở hữu; chương trình tự hạ quyền ở mỗi kết nối, nên không sửa hay xoá được nhật ký, ' +
    `nhưng ai có địa chỉ đó thì vẫn làm được. ${TWO_ACCOUNTS}`,
  triggers:
    'CẢNH BÁO: nhật ký kiểm toán chỉ được giữ bằng trigger, vì tài khoản của DATABASE_URL có quyền sửa nó và không hạ quyền được. ' +
    TWO_ACCOUNTS,
} as const;
