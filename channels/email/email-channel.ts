import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SendMailOptions } from 'nodemailer';
import nodemailer from 'nodemailer';
import type { Channel, OutgoingMessage } from '../channel.ts';
import { classifySmtpFailure, type SendProgress } from './classify-smtp-failure.ts';
import { composeMail, type MailOptions } from './compose-mail.ts';
import { createDomainLimiter, type DomainLimits } from './domain-limiter.ts';

export type EmailChannelOptions = MailOptions & {
  /** `smtp://user:pass@host:587` (STARTTLS where offered) or `smtps://host:465`. */
  smtpUrl: string;
  maxConnections?: number;
  /** Messages before a connection is replaced. */
  maxMessagesPerConnection?: number;
  /** Refuse to speak without STARTTLS (on smtp://). */
  requireTls?: boolean;
  /** PEM of the office's own certificate authority, or the file that holds it. */
  ca?: string;
  rejectUnauthorized?: boolean;
  dkim?: { domainName: string; keySelector: string; privateKey: string };
  /** Most messages a second to one recipient domain; `*` for all others. */
  domainLimits?: DomainLimits;
  connectionTimeoutMs?: number;
  socketTimeoutMs?: number;
};

const CONNECTIONS = 5;

/**
 * E-mail over a pooled SMTP connection. Each call is at most one accepted mail: the pool's own silent repeats are off, and the only repeat
 * made here is of a message of which not a byte had left (an idle connection that the server had dropped meanwhile).
 */
export function createEmailChannel(options: EmailChannelOptions): Channel {
  const connections = options.maxConnections ?? CONNECTIONS;
  const transport = createTransport(options, connections);
  const render = createRenderer(options);
  const limiter = createDomainLimiter(options.domainLimits ?? {});
  let closed = false;
  let inFlight = 0;

  async function attempt(mail: RenderedMail, isRepeat: boolean): ReturnType<Channel['send']> {
    const watched: Watched = { prepared: false, stream: null };
    const { bytes, envelope } = mail;
    try {
      const raw = Readable.from(inPieces(bytes), { objectMode: false });
      const info = await transport.sendMail({ raw, envelope, [WATCH]: watched } as SendMailOptions);
      const id = 'serverMessageId' in info && typeof info.serverMessageId === 'string' ? info.serverMessageId : null;
      return { kind: 'accepted', providerId: id ?? mail.messageId, detail: info.response };
    } catch (error) {
      const outcome = classifySmtpFailure(error, progressOf(watched));
      if (outcome.kind === 'refused' && outcome.code === 'ECONNECTION' && !isRepeat && !closed)
        return attempt(mail, true);
      return outcome;
    }
  }

  async function send({ to }: OutgoingMessage, rendered: () => Promise<RenderedMail>): ReturnType<Channel['send']> {
    if (closed) return { kind: 'refused', permanent: false, code: 'ECLOSED', why: 'kênh thư điện tử đang đóng' };
    inFlight += 1;
    try {
      await limiter.turnFor(to.address);
      const mail = await rendered().catch((error: unknown) => classifySmtpFailure(error, 'nothing-sent'));
      return 'kind' in mail ? mail : await attempt(mail, false);
    } finally {
      inFlight -= 1;
    }
  }

  return {
    name: 'email',
    // A mail server says later only that a mail did not arrive.
    promises: { recognisesRepeats: true, doubtMinutes: 0, quietHours: null },
    // For each mail on its way the next one is made ready.
    width: 2 * connections,
    send: (message, idempotencyKey) => send(message, () => render(message, idempotencyKey)),
    async prepare(message, idempotencyKey) {
      const rendered = render(message, idempotencyKey);
      await rendered.catch(() => undefined);
      return () => send(message, () => rendered);
    },
    async close() {
      closed = true;
      // Mails under way finish first; a stalled server must not hold up a shutdown for longer than this.
      for (let waitedMs = 0; inFlight > 0 && waitedMs < 5_000; waitedMs += 50) await sleep(50);
      transport.close({ force: inFlight > 0 });
    },
  };
}

interface RenderedMail {
  bytes: Buffer;
  envelope: { from: string | false; to: string[] };
  messageId: string;
}

const PIECE_BYTES = 16 * 1024;

/** As fast as the socket takes them: a mail that was handed over whole would count as sent when its connection is cut in the middle. */
function* inPieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

/** The mail as its bytes, signed: what costs time is done before a connection is waiting for it. */
function createRenderer(options: EmailChannelOptions) {
  const renderer = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    dkim: options.dkim && { ...options.dkim, headerFieldNames: SIGNED_HEADERS },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (message: OutgoingMessage, idempotencyKey: string): Promise<RenderedMail> => {
    const { message: bytes, envelope } = await renderer.sendMail(composeMail(message, idempotencyKey, options));
    if (!Buffer.isBuffer(bytes)) throw new Error('the renderer gives whole mails');
    return { bytes, envelope, messageId: message.messageId };
  };
}

function createTransport(options: EmailChannelOptions, maxConnections: number) {
  const url = new URL(options.smtpUrl);
  const secure = url.protocol === 'smtps:';
  const ca =
    options.ca === undefined || options.ca.includes('-----BEGIN') ? options.ca : readFileSync(options.ca, 'utf8');
  const transport = nodemailer.createTransport({
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    auth:
      url.username === ''
        ? undefined
        : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    requireTLS: options.requireTls ?? false,
    tls: { ca, rejectUnauthorized: options.rejectUnauthorized ?? true },
    maxConnections,
    maxMessages: options.maxMessagesPerConnection ?? 500,
    // A repeat after a lost connection can double a mail; whether to repeat is the ledger's decision (channel.ts).
    maxRequeues: 0,
    connectionTimeout: options.connectionTimeoutMs ?? 15_000,
    greetingTimeout: options.connectionTimeoutMs ?? 15_000,
    socketTimeout: options.socketTimeoutMs ?? 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.use('stream', (mail, done) => {
    const watched = (mail.data as { [WATCH]?: Watched })[WATCH];
    const message = mail.message;
    if (watched !== undefined && message !== undefined) {
      // The stream that leaves here is the one the socket reads: how far it was read tells a lost mail from a doubtful one.
      const create = message.createReadStream.bind(message);
      message.createReadStream = (streamOptions) => {
        watched.stream = create(streamOptions);
        return watched.stream;
      };
      watched.prepared = true;
    }
    done();
  });
  return transport;
}

// RFC 8058 wants both List-Unsubscribe headers signed, and nodemailer's own list leaves the -Post one out.
const SIGNED_HEADERS =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:' +
  'In-Reply-To:References:Auto-Submitted:List-Id:List-Unsubscribe:List-Unsubscribe-Post';

// A string, because nodemailer copies only string keys of a mail's data.
const WATCH = 'dondocWatched';
type Watched = { prepared: boolean; stream: Readable | null };

function progressOf({ prepared, stream }: Watched): SendProgress {
  if (!prepared) return 'unwatched';
  if (stream === null || !stream.readableDidRead) return 'nothing-sent';
  return stream.readableEnded ? 'all-sent' : 'partly-sent';
}
