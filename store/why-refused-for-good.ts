// Faults of a write that no repetition mends, in the words of an officer's matter.
import { LogAndRowParted } from './lifecycle-store.ts';
import { classifyDatabaseFault } from './permanent-fault.ts';

/** Null for whatever can pass. */
export function whyRefusedForGood(error: unknown): string | null {
  if (error instanceof LogAndRowParted) return 'nhật ký có sự kiện mà việc này không có; chạy dondoc reconcile --fix';
  const { kind, code } = classifyDatabaseFault(error);
  return kind === 'permanent' ? `cơ sở dữ liệu không nhận dữ liệu này (mã ${code})` : null;
}
