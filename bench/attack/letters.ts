// Hostile letters, events of Zalo and rosters: each is taken or refused in words, and everything still works afterwards.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTokenAddresses } from '#channels/email/token-address.ts';
import { SANDBOX_IDENTITY } from '#local/zalo/sandbox-identity.ts';
import { recordedPids } from '../../tests/support/started-stack.ts';
import { ATTACKED_SETTINGS, type Attack, type Finding, type Size, type Target } from './attack.ts';

export const letters: Attack = {
  name: 'letters',
  async run(target, size) {
    return [
      ...(await attackByEvents(target, size)),
      ...(await attackByLetters(target, size)),
      ...(await attackByRosters(target)),
      ...(size === 'full' ? await stopTheWorker(target) : []),
      await stillReady(target),
    ];
  },
};

const DRAINED_WITHIN_MS = 60_000;

async function postEvent({ url }: Target, body: string): Promise<number> {
  const { appId, oaSecretKey } = SANDBOX_IDENTITY;
  const time = String(Date.now());
  const mac = createHash('sha256').update(appId).update(body).update(time).update(oaSecretKey).digest('hex');
  const headers = {
    'X-ZEvent-Signature': `mac=${mac}`,
    'X-ZEvent-Timestamp': time,
    'Content-Type': 'application/json',
  };
  return (await fetch(`${url}/webhooks/zalo`, { method: 'POST', headers, body })).status;
}

async function postMail({ url }: Target, raw: string): Promise<number> {
  const headers = { 'x-dondoc-secret': ATTACKED_SETTINGS.MAIL_WEBHOOK_SECRET, 'content-type': 'message/rfc822' };
  return (await fetch(`${url}/webhooks/mail`, { method: 'POST', headers, body: raw })).status;
}

/** A figure of /metrics, summed over its labels that hold `label`. */
async function figureOf({ url }: Target, name: string, label: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) && line.includes(label));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** Seconds until nothing that came in is older than a few seconds; null when it takes too long. */
async function drained(target: Target): Promise<number | null> {
  const began = Date.now();
  while (Date.now() - began < DRAINED_WITHIN_MS) {
    await sleep(500);
    const waiting = await figureOf(target, 'dondoc_incoming_events', 'state="waiting"');
    if (waiting === 0) return Math.round((Date.now() - began) / 1000);
  }
  return null;
}

async function attackByEvents(target: Target, size: Size): Promise<Finding[]> {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  const says = (name: string, more: object) =>
    JSON.stringify({ event_name: name, sender: { id: '1' }, timestamp: String(Date.now()), ...more });
  const bodies = [
    'null',
    '7',
    '[]',
    deep,
    `{"timestamp":${deep}}`,
    '{"timestamp":{"toString":1}}',
    '{"event_name":"\\u0000"}',
    says('user_send_text', { message: { msg_id: '\u0000', text: '\u0000\ud800' } }),
    says('user_send_text', { message: { msg_id: 'x'.repeat(200_000), text: 'y'.repeat(200_000) } }),
    says('user_send_text', { message: { msg_id: '7', text: '<a@b>'.repeat(40_000) } }),
    says('follow', { sender: { id: '\u0000' } }),
    says('follow', { recipient: { id: 'another account' } }),
    says('user_submit_info', { info: { phone: '9'.repeat(100_000) } }),
    says('no_such_event', { message: { msg_ids: [{}, [], null, 1e308] } }),
    '{"event_name":"follow","sender":{"id":1e999},"timestamp":-1e999}',
    'not json',
    '{"event_name"',
    'x'.repeat(2_000_000),
  ];
  const statuses: number[] = [];
  for (const body of bodies) statuses.push(await postEvent(target, body));
  const copies = size === 'full' ? 2_000 : 200;
  const same = says('user_send_text', { message: { msg_id: 'copy', text: 'x' } });
  for (let done = 0; done < copies; done += 50)
    statuses.push(...(await Promise.all(Array.from({ length: 50 }, () => postEvent(target, same)))));
  const failed = statuses.filter((status) => status >= 500);
  const seconds = await drained(target);
  return [
    {
      name: 'signed events of any form',
      figure: `${statuses.length} sent, ${failed.length} answered 5xx`,
      held: failed.length === 0,
    },
    {
      name: 'events are worked on',
      figure: seconds === null ? 'some still wait' : `${seconds} s`,
      held: seconds !== null,
    },
  ];
}

async function attackByLetters(target: Target, size: Size): Promise<Finding[]> {
  const mail = (type: string, body: string, headers = '') =>
    `From: a@b.example\r\nTo: ${ATTACKED_SETTINGS.MAIL_REPLY_ADDRESS}\r\n${headers}Content-Type: ${type}\r\n\r\n${body}`;
  const forged = createTokenAddresses(ATTACKED_SETTINGS.MAIL_REPLY_ADDRESS, 'a secret that is not the installation’s');
  const bounce = (to: string) =>
    mail(
      'multipart/report; boundary=b',
      '--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; x@y\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n',
    ).replace(/To: .*/, `To: ${to}`);
  const hostile = [
    ...['‹', '<', '<a@b>', '&', '</style', ' ', '\u0301'].flatMap((piece) => [
      mail('text/html; charset=utf-8', piece.repeat(40_000 / piece.length)),
      mail('text/plain; charset=utf-8', piece.repeat(200_000 / piece.length)),
    ]),
    mail('multipart/mixed; boundary=b', '--b\r\n\r\nx\r\n'.repeat(25_000)),
    Array.from({ length: 2_000 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join(
      '',
    ),
    'Content-Type: message/rfc822\r\n\r\n'.repeat(5_000),
    `${'X-A: b\r\n'.repeat(30_000)}\r\nx`,
    mail('text/plain', 'AAAA'.repeat(2_000_000), 'Content-Transfer-Encoding: base64\r\n'),
    '\u0000\u0001\u0002',
    ...['b', 'r'].map(() => bounce(forged.make('bounce', '0'.repeat(32)))),
    bounce(ATTACKED_SETTINGS.MAIL_REPLY_ADDRESS),
  ];
  const sent =
    size === 'full' ? Array.from({ length: 5 }, (_, n) => hostile.map((raw) => `X-N: ${n}\r\n${raw}`)).flat() : hostile;
  const before = await figureOf(target, 'dondoc_incoming_events', 'state="dead"');
  const statuses: number[] = [];
  let slowestMs = 0;
  for (const raw of sent) {
    statuses.push(await postMail(target, raw));
    const began = performance.now();
    await fetch(`${target.url}/healthz`);
    slowestMs = Math.max(slowestMs, performance.now() - began);
  }
  statuses.push(await postMail(target, mail('text/plain', 'Thư thường sau thư xấu')));
  const seconds = await drained(target);
  const dead = (await figureOf(target, 'dondoc_incoming_events', 'state="dead"')) - before;
  const lag = await figureOf(target, 'dondoc_worker_loop_lag_seconds', '');
  const failed = statuses.filter((status) => status >= 500).length;
  return [
    {
      name: 'letters are taken',
      figure: `${statuses.length} sent, ${failed} answered 5xx, /healthz ${Math.round(slowestMs)} ms`,
      held: failed === 0,
    },
    {
      name: 'letters are worked on',
      figure: seconds === null ? 'some still wait' : `${seconds} s, ${dead} set aside`,
      held: seconds !== null,
    },
    { name: 'the worker’s loop goes on', figure: `stood ${lag.toFixed(2)} s at most`, held: lag < 5 },
  ];
}

const DONDOC = fileURLToPath(new URL('../../bin/dondoc.mjs', import.meta.url));

function dondoc(target: Target, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [DONDOC, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DONDOC_DATA_DIR: target.dataDir, PORT: String(target.port) },
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

async function attackByRosters(target: Target): Promise<Finding[]> {
  const file = join(target.dataDir, 'hostile-roster.json');
  const before = await dondoc(target, 'roster', 'export');
  const roster = JSON.parse(before.said);
  const [first] = roster.contacts;
  const everything = {
    ...roster,
    contacts: [
      ...roster.contacts,
      { ...first },
      { ...first, id: 'h1', name: 'a\u0000', deputy: 'h2' },
      { ...first, id: 'h2', name: '\ud800', deputy: 'h1', validFrom: '0000-01-01' },
      {
        ...first,
        id: 'h3',
        name: 'x'.repeat(1_000_000),
        agency: 'none',
        leave: [{ from: '9999-12-31', to: '9999-12-31' }],
      },
    ],
  };
  writeFileSync(file, JSON.stringify(everything));
  const refused = await dondoc(target, 'roster', 'import', file);
  const after = await dondoc(target, 'roster', 'export');
  const named = ['h1 → h2', 'NUL', '0000-01-01', '9999-12-31', '«none»'].filter((words) =>
    refused.said.includes(words),
  );
  return [
    {
      name: 'a hostile roster is refused with every reason, and nothing of it is kept',
      figure: `exit ${refused.code}, ${refused.said.split('\n').length - 1} reasons, ${named.length} of 5 kinds named`,
      held: refused.code === 1 && named.length === 5 && after.said === before.said,
    },
  ];
}

async function stopTheWorker(target: Target): Promise<Finding[]> {
  const pid = recordedPids(target).worker;
  if (pid === undefined) return [{ name: 'a worker that stands', figure: 'no worker recorded', held: false }];
  const becomes = async (wanted: number) => {
    const began = Date.now();
    while (Date.now() - began < 40_000) {
      if ((await fetch(`${target.url}/readyz`)).status === wanted) return Math.round((Date.now() - began) / 1000);
      await sleep(250);
    }
    return null;
  };
  process.kill(pid, 'SIGSTOP');
  const away = await becomes(503);
  process.kill(pid, 'SIGCONT');
  const back = await becomes(200);
  return [
    {
      name: 'a worker that stands is not ready',
      figure: `503 after ${away} s, 200 again after ${back} s`,
      held: away !== null && away <= 18 && back !== null,
    },
  ];
}

async function stillReady({ url }: Target): Promise<Finding> {
  const response = await fetch(`${url}/readyz`);
  return { name: 'ready afterwards', figure: String(response.status), held: response.status === 200 };
}
