// `npm run bench:kills -- [--rounds 3] [--people 800] [--parts worker,api,temporal,postgres]`: an installation as a user has it, burst after burst
// of single mails, and in each of them one part killed with SIGKILL, every time at another point; its own supervisor starts it again. Nothing may
// be lost, twice only what bench/kills/judge-kill.ts excuses, and deliveries go on within fifteen seconds.
import { parseArgs } from 'node:util';
import { tell } from './figures.ts';
import { PARTS, type Part } from './kills/judge-kill.ts';
import { openKillStand, type Round } from './kills/kill-stand.ts';

const GOES_ON_WITHIN_MS = 15_000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    people: { type: 'string', default: '800' },
    parts: { type: 'string', default: PARTS.join() },
  },
});
const [rounds, people] = [Number(values.rounds), Number(values.people)];
const parts = PARTS.filter((part) => values.parts.split(',').includes(part));

const stand = await openKillStand(people);
const done = new Map<Part, Round[]>(parts.map((part) => [part, []]));
try {
  // In turns: a supervisor that sees one part die again and again waits longer each time, and then gives up.
  for (let n = 0; n < rounds; n += 1)
    for (const part of parts) {
      const round = await stand.run(part, pointOf(n));
      done.get(part)?.push(round);
      console.log(`${String(n + 1).padStart(2)} ${describe(round)}`);
    }
} finally {
  await stand.close();
}
for (const [part, list] of done) tellOf(part, list);
process.exit([...done.values()].flat().every(isRight) ? 0 : 1);

/** Before the instant, in the middle of each of as many equal parts of the burst as there are rounds, at its last mail. */
function pointOf(n: number): Round['point'] {
  if (rounds < 3) return Math.ceil(people / 2);
  if (n === 0) return 'before';
  return n === rounds - 1 ? 'after' : Math.max(1, Math.round((people * (n - 0.5)) / (rounds - 2)));
}

function isRight({ verdict, open }: Round): boolean {
  const { lost, needless, early, longestPauseMs } = verdict;
  return lost.length + needless.length + early + open === 0 && longestPauseMs <= GOES_ON_WITHIN_MS;
}

function describe(round: Round): string {
  const { part, point, verdict, open, endedAfterMs, backAfterMs } = round;
  const { lost, atTheKill, needless, early, longestPauseMs } = verdict;
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const where = typeof point === 'number' ? `at ${point} mails` : point;
  const what = `lost ${lost.length}, twice ${atTheKill.length}, needless ${needless.length}, pause ${seconds(longestPauseMs)} s, all ended after ${seconds(endedAfterMs)} s`;
  const more = [
    ...(early > 0 ? [`${early} early`] : []),
    ...(open > 0 ? [`${open} rows open`] : []),
    ...(backAfterMs === null ? [] : [`the worker was back after ${seconds(backAfterMs)} s`]),
    ...needless.slice(0, 5),
  ];
  return `${isRight(round) ? 'ok  ' : 'MISS'} ${part.padEnd(9)}${where.padEnd(14)} ${what}${more.map((one) => `\n        ${one}`).join('')}`;
}

function tellOf(part: Part, list: readonly Round[]): void {
  const sum = (of: (round: Round) => number) => list.reduce((all, round) => all + of(round), 0);
  const pauses = list.map(({ verdict }) => verdict.longestPauseMs).sort((a, b) => a - b);
  const [middle = 0, longest = 0] = [pauses[Math.floor(pauses.length / 2)], pauses.at(-1)];
  const found = [
    `lost ${sum(({ verdict, open }) => verdict.lost.length + open)}`,
    `twice between the 250 and our hand ${sum(({ verdict }) => verdict.atTheKill.length)}, otherwise ${sum(({ verdict }) => verdict.needless.length)}`,
    `longest pause ${(longest / 1_000).toFixed(1)} s, half of them within ${(middle / 1_000).toFixed(1)} s`,
  ];
  const back = list.flatMap(({ backAfterMs }) => backAfterMs ?? []);
  tell({
    what: `${part} killed in a burst of ${people}, ${list.length} times`,
    found: found.join('; '),
    ...(back.length === 0 ? {} : { beside: `back itself after ${(Math.max(...back) / 1_000).toFixed(1)} s at most` }),
    wanted: 'lost 0, twice otherwise 0, pause 15 s',
    holds: list.every(isRight),
  });
}
