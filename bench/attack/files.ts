// Files from outside: none stops the API, each gets an answer in Vietnamese or a sound draft, and honest large plans pass.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordedPids, TEST_KEY } from '../../tests/support/started-stack.ts';
import type { Attack, Finding, Size, Target } from './attack.ts';
import { type HostileFile, honestCsv, hostileFiles } from './hostile-files.ts';

/** 200 files of 40 kinds one after the other, large honest plans at once, uploads that stall; `/healthz` asked all the while. */
export const files: Attack = {
  name: 'files',
  async run(target, size) {
    const probe = startProbe(target);
    await sleep(size === 'full' ? 3_000 : 500);
    const quiet = probe.waitsSince(0);
    const from = probe.count();
    const posted = await postAll(target, size);
    const honest = await honestAtOnce(target, size === 'full' ? 4_900 : 300);
    const stalled = await stalledUploads(target, size === 'full' ? 620 : 40);
    const waits = probe.waitsSince(from);
    const rssMegabytes = await probe.stop();
    return [
      ...posted,
      honest,
      stalled,
      {
        name: '/healthz at the 99th percentile meanwhile',
        figure: `${percentile(waits, 0.99)} ms of ${waits.length} (before: ${percentile(quiet, 0.99)} ms)`,
        // Other programs on the machine make a quiet server wait too: what it waits then is not the files' doing.
        held: percentile(waits, 0.99) < Math.max(HEALTH_MS, 2 * percentile(quiet, 0.99)),
      },
      { name: 'memory of the API', figure: `${rssMegabytes} MB at most`, held: rssMegabytes < API_MEGABYTES },
    ];
  },
};

const HEALTH_MS = 200;
const API_MEGABYTES = 900;
const ANSWER_MS = 30_000;
const BOMB_MS = 5_000;

interface Outcome {
  file: HostileFile;
  status: number;
  tookMs: number;
  isSound: boolean;
  /** Why there was no answer at all. */
  detail: string;
}

async function postAll(target: Target, size: Size): Promise<Finding[]> {
  const outcomes: Outcome[] = [];
  // The short form takes every other kind, so that the largest bombs do not fill its seconds.
  const chosen = size === 'full' ? hostileFiles(200) : hostileFiles(40).filter((_, index) => index % 2 === 0);
  for (const file of chosen) outcomes.push(await postOne(target, file));
  const kinds = new Set(chosen.map(({ kind }) => kind)).size;
  const name = ({ file, status, tookMs, detail }: Outcome) => `${file.kind} (${status}, ${tookMs} ms) ${detail}`;
  const finding = (what: string, misses: Outcome[]): Finding => ({
    name: what,
    figure:
      misses.length === 0 ? `${outcomes.length} files of ${kinds} kinds` : misses.map(name).slice(0, 8).join('; '),
    held: misses.length === 0,
  });
  return [
    finding(
      'every file has a reason in Vietnamese or a sound draft',
      outcomes.filter((one) => !one.isSound),
    ),
    finding(
      'every file is answered within 30 s',
      outcomes.filter(({ tookMs }) => tookMs > ANSWER_MS),
    ),
    finding(
      'every bomb is refused within 5 s',
      outcomes.filter(({ file, status, tookMs }) => file.isBomb && (status === 200 || tookMs > BOMB_MS)),
    ),
  ];
}

const VIETNAMESE = /[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]/i;

async function postOne(target: Target, file: HostileFile): Promise<Outcome> {
  const began = performance.now();
  const { status, body } = await post(target, file.name, file.bytes);
  const tookMs = Math.round(performance.now() - began);
  const isRefusal = status === 422 && VIETNAMESE.test(body.detail ?? '') && (body.issues?.length ?? 0) > 0;
  const isDraft = status === 200 && (body.rows?.length ?? 0) > 0 && !UNSOUND.test(JSON.stringify(body));
  return { file, status, tookMs, isSound: isRefusal || isDraft, detail: status === 0 ? (body.detail ?? '') : '' };
}

const UNSOUND = /\\u0000|\\ud[89a-f]|[\ufffe\uffff\u202a-\u202e]/i;

interface Body {
  detail?: string;
  issues?: unknown[];
  rows?: unknown[];
}

async function post({ url }: Target, name: string, bytes: Uint8Array): Promise<{ status: number; body: Body }> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  try {
    const response = await fetch(`${url}/api/plans`, { method: 'POST', body: form });
    return { status: response.status, body: (await response.json()) as Body };
  } catch (error) {
    const { cause, message } = error as Error;
    return { status: 0, body: { detail: cause instanceof Error ? cause.message : message } };
  }
}

async function honestAtOnce(target: Target, rows: number): Promise<Finding> {
  const answers = await Promise.all(
    ['một', 'hai', 'ba'].map((seed) => post(target, `${seed}.csv`, new TextEncoder().encode(honestCsv(rows, seed)))),
  );
  return {
    name: `three honest plans of ${rows} rows at once`,
    figure: answers.map(({ status, body }) => `${status} with ${body.rows?.length ?? 0} rows`).join(', '),
    held: answers.every(({ status, body }) => status === 200 && body.rows?.length === rows),
  };
}

async function stalledUploads({ port }: Target, count: number): Promise<Finding> {
  let open = 0;
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(port, 'localhost');
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.once('connect', () => {
      open += 1;
    });
    socket.once('close', () => {
      open -= 1;
    });
    socket.write(
      `POST /api/plans HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${TEST_KEY}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n` +
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nSTT;',
    );
    return socket;
  });
  const began = Date.now();
  await sleep(500);
  while (open > 0 && Date.now() - began < ANSWER_MS) await sleep(200);
  const left = open;
  const seconds = Math.round((Date.now() - began) / 1000);
  for (const socket of sockets) socket.destroy();
  return { name: 'stalled uploads are cut', figure: `${left} of ${count} open after ${seconds} s`, held: left === 0 };
}

/** Asks `/healthz` all the while, from a loop of its own rhythm, and watches the API's memory. */
function startProbe(target: Target) {
  const waits: number[] = [];
  const { api } = recordedPids(target);
  let mostMegabytes = 0;
  let isRunning = true;
  const done = (async () => {
    while (isRunning) {
      const began = performance.now();
      await fetch(`${target.url}/healthz`)
        .then((response) => response.text())
        .catch(() => '');
      waits.push(Math.round(performance.now() - began));
      mostMegabytes = Math.max(mostMegabytes, residentMegabytes(api));
      await sleep(15);
    }
  })();
  return {
    count: () => waits.length,
    waitsSince: (from: number) => waits.slice(from),
    async stop() {
      isRunning = false;
      await done;
      return mostMegabytes;
    },
  };
}

/** 0 where the system does not tell. */
function residentMegabytes(pid: number | undefined): number {
  try {
    const [line] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+\d+/) ?? ['0'];
    return Math.round(Number(line.replace(/\D+/g, '')) / 1024);
  } catch {
    return 0;
  }
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
