// Mails through the real channel to a server that cuts, stalls and refuses at random, with another channel behind; the real rules decide.
import net from 'node:net';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { Channel } from '#channels/channel.ts';
import { createEmailChannel } from '#channels/email/email-channel.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { decide } from '#domain/delivery/decide.ts';
import { evolve } from '#domain/delivery/evolve.ts';
import type { Attempt, DeliveryInput, MessageState, Ways } from '#domain/delivery/state.ts';
import { outgoing } from '../../tests/channels/outgoing-fixture.ts';
import { type ChaosReport, seeded } from './report.ts';

const FAULTS = ['greeting', 'mail', '4xx', '5xx', 'data', 'in-body', 'after-body', 'silent', 'slow'] as const;
type Fault = (typeof FAULTS)[number] | null;

/** `count` messages; every one must end, none may be twice in the mailbox, and "accepted" must be true. */
export async function mailChaos(count: number, seed: number): Promise<ChaosReport> {
  const random = seeded(seed);
  const server = await startRandomServer(() =>
    random() < 0.3 ? (FAULTS[Math.floor(random() * FAULTS.length)] ?? null) : null,
  );
  const email = createEmailChannel({
    smtpUrl: server.url,
    from: 'dondoc@example.vn',
    maxConnections: 8,
    socketTimeoutMs: 400,
  });
  const zalo = createCaptureChannel('zalo');
  const channels: Record<string, Channel> = { email, zalo };
  const ends: Record<string, number> = {};
  const faults: string[] = [];

  async function deliver(n: number): Promise<void> {
    const key = `m${n}`;
    const message = outgoing(`nguoi${n}@example.vn`, { messageId: `<${key}@example.vn>` });
    const open = Object.values(channels).map(({ name, promises }) => ({ channel: name, address: `${n}`, promises }));
    const ways: Ways = { open, whyNone: '', zone: 'Asia/Ho_Chi_Minh' };
    let state: MessageState = { status: 'sending', attempts: [], dueAt: null };
    // Waiting is skipped, not slept through: the rules see a clock that jumps.
    let nowMs = Date.parse('2026-11-18T01:00:00Z');
    let input: DeliveryInput = { type: 'due', ways };
    for (let round = 0; round < 60; round += 1) {
      const effects = decide(state, input, instantOf(nowMs));
      state = effects.reduce(evolve, state);
      if (state.status !== 'sending') return check(n, key, state.status, state.attempts);
      if (state.dueAt !== null) nowMs = Date.parse(state.dueAt);
      input = { type: 'due', ways };
      for (const effect of effects)
        if (effect.type === 'send') {
          const { number, channel } = effect;
          const outcome = await (channels[channel] as Channel).send(message, key);
          input = { type: 'answered', number, channel, outcome, ways };
        }
    }
    faults.push(`${key} never ended`);
  }

  function check(n: number, key: string, end: string, attempts: readonly Attempt[]): void {
    ends[end] = (ends[end] ?? 0) + 1;
    const inMailbox = server.accepted.get(`nguoi${n}@example.vn`) ?? 0;
    const byZalo = zalo.attemptsOf(key);
    const doubted = attempts.some(({ outcome }) => outcome?.kind === 'unknown');
    if (inMailbox > 1) faults.push(`${key} is ${inMailbox} times in the mailbox`);
    if (inMailbox + byZalo === 0) faults.push(`${key} ended as ${end} and reached nobody`);
    if (inMailbox + byZalo > 1 && !doubted) faults.push(`${key} came twice without any doubt`);
    if (byZalo > 1) faults.push(`${key} was sent ${byZalo} times by Zalo`);
  }

  const startedMs = performance.now();
  await Promise.all(Array.from({ length: count }, (_, n) => deliver(n)));
  const seconds = (performance.now() - startedMs) / 1000;
  await email.close();
  await server.close();
  const twice = [...server.accepted.values()].filter((times) => times > 1).length;
  return {
    name: 'mail',
    figures: {
      messages: count,
      faultsInjected: server.injected(),
      twiceInMailbox: twice,
      ...ends,
      seconds: seconds.toFixed(1),
    },
    faults,
  };
}

async function startRandomServer(nextFault: () => Fault) {
  const accepted = new Map<string, number>();
  const sockets = new Set<net.Socket>();
  let injected = 0;
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let fault = nextFault();
    let buffer = '';
    let inBody = false;
    let recipient = '';
    const hit = (kind: Fault): boolean => {
      if (fault !== kind) return false;
      injected += 1;
      fault = null;
      return true;
    };
    if (hit('greeting')) return socket.destroy();
    socket.write('220 chaos ESMTP\r\n');
    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'MAIL') {
        fault = nextFault();
        if (hit('mail')) return socket.destroy();
        if (hit('4xx')) return socket.write('451 4.7.1 later\r\n');
        if (hit('5xx')) return socket.write('550 5.7.1 no\r\n');
      }
      if (verb === 'RCPT') recipient = /<([^>]+)>/.exec(line)?.[1] ?? '';
      if (verb === 'DATA') {
        if (hit('data')) return socket.destroy();
        inBody = true;
        return socket.write('354 go on\r\n');
      }
      if (verb === 'QUIT') return socket.end('221 bye\r\n');
      return socket.write('250 ok\r\n');
    };
    const body = () => {
      accepted.set(recipient, (accepted.get(recipient) ?? 0) + 1);
      if (hit('after-body')) return socket.destroy();
      if (hit('silent')) return;
      if (hit('slow')) return void setTimeout(() => socket.writable && socket.write('250 ok\r\n'), 150);
      socket.write('250 ok\r\n');
    };
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      while (buffer !== '') {
        if (inBody) {
          if (hit('in-body')) return socket.destroy();
          const end = buffer.indexOf('\r\n.\r\n');
          if (end < 0) return;
          buffer = buffer.slice(end + 5);
          inBody = false;
          body();
          continue;
        }
        const end = buffer.indexOf('\r\n');
        if (end < 0) return;
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        command(line);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    accepted,
    injected: () => injected,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
