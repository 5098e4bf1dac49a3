// What the embedded stack's local mailbox and Zalo sandbox got; a real installation has none of this.
import type { FastifyInstance } from 'fastify';
import { readMailbox } from '#local/mailbox/read-mailbox.ts';
import type { ApiContext } from './context.ts';
import { canReadMailbox } from './who-reads-mailbox.ts';

/** GET /dev/messages: everything that the local mailbox and the Zalo sandbox got, newest first. */
export function registerDevRoutes(app: Pick<FastifyInstance, 'get'>, context: ApiContext, mailboxDir: string): void {
  const zaloUrl = context.zaloSandboxUrl ?? null;
  app.get('/dev/messages', async (request, reply) => {
    if (!(await canReadMailbox(context, request, reply))) return reply.callNotFound();
    const [mails, zalo] = await Promise.all([readMailbox(mailboxDir), zaloUrl === null ? [] : readZalo(zaloUrl)]);
    return [...mails, ...zalo].sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0));
  });
}

interface SandboxMessage {
  messageId: string;
  wire: 'cs' | 'template-uid' | 'template-phone' | 'from-user';
  userId: string | null;
  phone: string | null;
  atMs: number;
  title: string;
  text: string;
  buttons: { title: string; payload: unknown }[];
  trackingId: string | null;
}

/** What people got on their phones, as the mailbox lists mails; what they wrote themselves is not among it. */
async function readZalo(baseUrl: string) {
  const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/_sandbox/messages`, {
    signal: AbortSignal.timeout(5_000),
  });
  const messages = (await response.json()) as SandboxMessage[];
  return messages
    .filter((message) => message.wire !== 'from-user')
    .map((message) => ({
      id: message.messageId,
      channel: 'zalo' as const,
      to: message.wire === 'template-phone' ? (message.phone ?? '') : (message.userId ?? ''),
      at: new Date(message.atMs).toISOString(),
      subject: message.title || (message.text.split('\n')[0] ?? ''),
      text: [message.text, ...message.buttons.map(buttonLine)].join('\n'),
      headers: {
        'x-zalo-wire': message.wire,
        'x-zalo-message-id': message.messageId,
        ...(message.trackingId === null ? {} : { 'x-zalo-tracking-id': message.trackingId }),
      },
    }));
}

function buttonLine({ title, payload }: { title: string; payload: unknown }): string {
  const url = typeof payload === 'object' && payload !== null && 'url' in payload ? String(payload.url) : '';
  return `[${title}]${url === '' ? '' : ` ${url}`}`;
}
