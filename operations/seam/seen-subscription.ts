import type { Transaction } from '#store/database.ts';
import { ifSubscriptionSeen } from '#store/webhook-tag-store.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import type { OperationContext } from './context.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Which subscription, and as it was seen (If-Match); null or left out = as it is now. */
export interface SeenSubscription {
  id: string;
  seen?: readonly string[] | null;
}

/** Changes a subscription as the actor has seen it, in one transaction; of several who saw the same, one. */
export async function changeSeen<T>(
  { database, zone }: OperationContext,
  { id, seen = null }: SeenSubscription,
  change: (tx: Transaction) => Promise<T>,
): Promise<{ ok: true; value: T } | Refusal<'changed-meanwhile'>> {
  const outcome = await ifSubscriptionSeen(database, { id, seen }, change);
  return outcome.ok ? outcome : changedMeanwhile(outcome, zone);
}

/** Such a subscription is not there. */
export function noSubscription(id: string): Refusal<'not-found'> {
  return refuse('not-found', `Không có đăng ký ${id}. Có thể đăng ký đã bị xóa; xem lại danh sách đăng ký.`);
}
