// Bursts of mixed commands on one assignment, some with the worker killed in the middle: every 200 has its event, every event its answer.
import { setTimeout as sleep } from 'node:timers/promises';
import { recordedPids } from '../../tests/support/started-stack.ts';
import type { Attack, Finding, Target } from './attack.ts';
import { type Answer, ask, becomesReady, dondoc, percentile, post, publishRows, query } from './target-api.ts';

const COMMANDS_IN_A_BURST = 50;

/** Invariants of a burst, whatever was killed meanwhile. */
export const bursts: Attack = {
  name: 'bursts',
  async run(target, size) {
    const { count, killEvery } = size === 'full' ? { count: 200, killEvery: 5 } : { count: 6, killEvery: 3 };
    const ids = await publishRows(target, `loạt lệnh ${Date.now()}`, count);
    const faults: string[] = [];
    const waits: number[] = [];
    const seen = { commands: 0, done: 0, refused: 0, unknown: 0, kills: 0 };
    for (const [turn, id] of ids.entries()) {
      const kills = turn % killEvery === 1;
      if (kills && !(await becomesReady(target))) faults.push(`burst ${turn}: not ready again after a kill`);
      const [answers] = await Promise.all([burst(target, id, turn), kills ? killWorker(target) : null]);
      seen.kills += kills ? 1 : 0;
      for (const { answer } of answers) {
        seen.commands += 1;
        waits.push(answer.ms);
        if (answer.status === 200) seen.done += 1;
        else if (answer.status === 409) seen.refused += 1;
        else if (answer.status === 503) seen.unknown += 1;
        else faults.push(`burst ${turn}: answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
      }
      faults.push(...(await compare(target, id, answers)).map((fault) => `burst ${turn}: ${fault}`));
    }
    await becomesReady(target);
    return [
      {
        name: `${count} bursts of ${COMMANDS_IN_A_BURST} mixed commands, ${seen.kills} workers killed in the middle`,
        figure:
          `${seen.done} done, ${seen.refused} refused, ${seen.unknown} unknown; p99 ${Math.round(percentile(waits, 99))} ms` +
          (faults.length === 0 ? '' : `; ${faults.length} faults: ${faults.slice(0, 5).join(' | ')}`),
        held: faults.length === 0 && seen.done >= count,
      },
      await bothSidesAgree(target),
    ];
  },
};

interface Sent {
  type: string;
  /** Words that no other command says; acknowledgements have none. */
  words: string | null;
  answer: Answer;
}

function burst(target: Target, id: string, turn: number): Promise<Sent[]> {
  const sent = Array.from({ length: COMMANDS_IN_A_BURST }, async (_, index): Promise<Sent> => {
    const words = `loạt ${turn} lệnh ${index}`;
    const [type, body] =
      (index === ENDING && turn % 2 === 0 ? VERIFY : COMMANDS[index % COMMANDS.length])?.(words) ?? [];
    // Half of them at once, the others over a second: many meet a lifecycle that is at work.
    if (index % 2 === 1) await sleep(Math.random() * 1_000);
    const answer = await post(target, `/api/assignments/${id}/commands`, body);
    return { type: type as string, words: type === 'acknowledged' ? null : words, answer };
  });
  return Promise.all(sent);
}

// One end in every second burst, so that most commands meet a lifecycle that goes on.
const ENDING = 47;
type Made = (words: string) => [string, object];
const VERIFY: Made = (note) => ['verified', { command: 'verify', note }];
const COMMANDS: Made[] = [
  () => ['acknowledged', { command: 'acknowledge' }],
  (note) => ['reported', { command: 'report', note }],
  (reason) => ['returned', { command: 'return', reason }],
  (note) => ['reported', { command: 'report', note }],
  (reason) => ['returned', { command: 'return', reason }],
];

async function killWorker(target: Target): Promise<void> {
  await sleep(100 + Math.random() * 900);
  const { worker } = recordedPids(target);
  if (worker !== undefined) process.kill(worker, 'SIGKILL');
}

interface Logged {
  type: string;
  sequence: number;
  words: string | null;
}

const STATUS: Record<string, string> = {
  assigned: 'assigned',
  acknowledged: 'in-progress',
  reported: 'reported',
  returned: 'in-progress',
  verified: 'verified',
};

/** What the log says against what was answered, and what the page offers against what is taken. */
async function compare(target: Target, id: string, sent: Sent[]): Promise<string[]> {
  await settled(target, id);
  const log = await query<Logged>(
    target,
    `SELECT type, sequence, coalesce(payload->>'note', payload->>'reason') AS words
     FROM audit_event WHERE subject = $1 ORDER BY sequence`,
    [`assignment/${id}`],
  );
  const faults: string[] = [];
  const count = (type: string) => log.filter((event) => event.type === type).length;
  for (const { type, words, answer } of sent) {
    const events = words === null ? count(type) : log.filter((event) => event.words === words).length;
    if (answer.status === 200 && events === 0) faults.push(`200 without an event: ${type} «${words}»`);
    if (answer.status === 409 && words !== null && events > 0) faults.push(`refused and recorded: ${type} «${words}»`);
    if (words !== null && events > 1) faults.push(`recorded ${events} times: ${type} «${words}»`);
  }
  const acknowledged = sent.filter(({ type, answer }) => type === 'acknowledged' && answer.status === 200).length;
  if (acknowledged > count('acknowledged'))
    faults.push(`${acknowledged} acknowledgements answered, ${count('acknowledged')} in the log`);
  if (log.some(({ sequence }, index) => sequence !== index + 1)) faults.push('the numbers of the log have a gap');
  const { body } = await ask(target, `/api/assignments/${id}`);
  const last = log.at(-1)?.type ?? '';
  if (body.assignment?.status !== STATUS[last])
    faults.push(`the page says ${body.assignment?.status}, the log ${last}`);
  const offered = (body.allowed ?? []).find((command: string) => command !== 'withdraw');
  if (offered !== undefined) {
    const pressed = await post(target, `/api/assignments/${id}/commands`, OFFERED[offered]);
    if (pressed.status !== 200) faults.push(`the page offers ${offered} and it is answered ${pressed.status}`);
  }
  return faults;
}

const OFFERED: Record<string, object> = {
  acknowledge: { command: 'acknowledge' },
  report: { command: 'report', note: 'sau loạt lệnh' },
  verify: { command: 'verify' },
  return: { command: 'return', reason: 'sau loạt lệnh' },
};

/** A command whose answer was lost may still be on its way: the log is read when it has been still for two seconds. */
async function settled(target: Target, id: string): Promise<void> {
  const length = async () =>
    (
      await query<{ n: string }>(target, 'SELECT count(*) AS n FROM audit_event WHERE subject = $1', [
        `assignment/${id}`,
      ])
    )[0]?.n;
  let before = await length();
  for (let look = 0; look < 20; look++) {
    await sleep(look === 0 ? 200 : 2_000);
    const now = await length();
    if (now === before) return;
    before = now;
  }
}

/** A worker that was killed a moment ago is on its way back, and its lifecycles do not answer: they are asked again, and nothing else is excused. */
async function bothSidesAgree(target: Target): Promise<Finding> {
  const name = 'PostgreSQL, Temporal and the log agree afterwards';
  for (let look = 1; ; look++) {
    const { code, stdout, stderr } = await dondoc(target, ['reconcile', '--json']);
    if (stdout === '') return { name, figure: stderr.slice(0, 300), held: false };
    const found = JSON.parse(stdout);
    const counts = LISTS.map((list) => [list, Number(found[list]?.length)] as const);
    const onlySilent = counts.every(([list, count]) => (list === 'stuck') === count > 0);
    if (onlySilent && look < 3) continue;
    return { name, figure: counts.map(([list, count]) => `${list} ${count}`).join(', '), held: code === 0 };
  }
}

const LISTS = ['missing', 'lingering', 'stuck', 'parted', 'partedRows'];
