/** One mail as one recipient got it: what GET /dev/messages lists. */
export interface MailboxMessage {
  /** Of this copy; never used again in the same folder. */
  id: string;
  channel: 'email';
  /** The recipient the mail was delivered to, whatever its To line says. */
  to: string;
  /** UTC instant of arrival, ISO 8601. */
  at: string;
  subject: string;
  text: string;
  html?: string;
  /** Names in lower case, as in the mail otherwise; a repeated header's values stand on lines of their own. */
  headers: Record<string, string>;
}
