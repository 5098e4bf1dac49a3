import { publicPath } from '../app/page-facts.ts';
import { ProblemError } from './problem-error.ts';

/** What the local mailbox and the Zalo sandbox got; embedded stack only, so not in the OpenAPI document. */
export interface MailboxMessage {
  channel: string;
  to: string;
  at: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, unknown>;
}

/** Every message, newest first. */
export async function readMessages(signal: AbortSignal): Promise<MailboxMessage[]> {
  const response = await fetch(`${publicPath}/dev/messages`, { signal, headers: { accept: 'application/json' } }).catch(
    () => null,
  );
  if (response === null) throw new ProblemError({ status: 0 });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || !Array.isArray(body)) throw ProblemError.of(response.ok ? 404 : response.status, body);
  return body as MailboxMessage[];
}
