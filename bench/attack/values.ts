// Values that a lower layer refuses for good, in every field of every command: each is answered, and freezes nothing.
import type { Attack, Finding, Target } from './attack.ts';
import { ask, becomesReady, dondoc, percentile, post, publishRows } from './target-api.ts';

const DAYS = [
  '0000-01-01',
  '0001-01-01',
  '1899-12-31',
  '1999-12-31',
  '2026-02-30',
  '9999-12-31',
  '10000-01-01',
  '-000001-01-01',
  '2026-13-01',
  '2026-1-1',
  '',
  'hôm qua',
  '2026-11-20T00:00:00Z',
  '٢٠٢٦-٠١-٠١',
];
const TEXTS = ['\u0000', 'a\u0000b', '\ud800', 'x\udfff', '', '   ', 'x'.repeat(4_001), 'x'.repeat(900_000)];
const ODD: unknown[] = [null, 0, -1, 1e308, true, [], {}, ['x'], { $ne: 1 }];

/** No command with a bad value is carried out, none is left without an answer, and the next good one is taken. */
export const values: Attack = {
  name: 'values',
  async run(target, size) {
    const ids = await publishRows(target, `giá trị lạ ${Date.now()}`, size === 'full' ? 50 : 5);
    const commands = badCommands();
    const answers = await Promise.all(
      commands.map(async (body, index) => ({
        body,
        answer: await post(target, `/api/assignments/${ids[index % ids.length]}/commands`, body),
      })),
    );
    const wrong = answers.filter(({ answer: { status, body } }) => status < 400 || status >= 500 || !body?.detail);
    const slowest = percentile(
      answers.map(({ answer }) => answer.ms),
      100,
    );
    const findings: Finding[] = [
      {
        name: `${commands.length} commands with a value that cannot be kept`,
        figure:
          wrong.length === 0
            ? `all refused with a reason, the slowest after ${Math.round(slowest)} ms`
            : wrong
                .slice(0, 3)
                .map(({ body, answer }) => `${answer.status} to ${JSON.stringify(body).slice(0, 120)}`)
                .join(' | '),
        held: wrong.length === 0 && slowest < 10_000,
      },
    ];
    const good = await Promise.all(
      ids.map((id) => post(target, `/api/assignments/${id}/commands`, { command: 'report', note: 'Vẫn chạy được' })),
    );
    const done = good.filter(({ status }) => status === 200).length;
    findings.push({
      name: 'the same assignments take a good report afterwards',
      figure: `${done} of ${ids.length}`,
      held: done === ids.length,
    });
    findings.push(await noAlarm(target));
    return findings;
  },
};

function badCommands(): object[] {
  const report = { command: 'report', note: 'x' };
  const fields: object[] = [];
  for (const value of [...TEXTS, ...ODD]) {
    fields.push(
      { command: 'report', note: value },
      { command: 'return', reason: value },
      { command: 'withdraw', reason: value },
    );
    if (value !== null && value !== '' && value !== '   ')
      fields.push({ ...report, documentNumber: value === 'x'.repeat(4_001) ? 'x'.repeat(201) : value });
  }
  for (const day of [...DAYS, ...ODD])
    fields.push({ ...report, occurredOn: day }, { command: 'acknowledge', occurredOn: day });
  for (const url of [
    'javascript:alert(1)',
    'ftp://x',
    'https://x/\u0000',
    `https://x/${'y'.repeat(3_000)}`,
    '\ud800',
    1,
  ])
    fields.push({ ...report, evidenceUrl: url });
  fields.push(
    { command: 'nổ' },
    { command: null },
    {},
    { command: '__proto__' },
    { command: 'constructor', note: 'x' },
  );
  return fields;
}

async function noAlarm(target: Target): Promise<Finding> {
  await becomesReady(target);
  const { code, stdout } = await dondoc(target, ['reconcile']);
  const metrics = String((await ask(target, '/metrics')).body);
  const stuck = /^dondoc_lifecycles_stuck (\d+)$/m.exec(metrics)?.[1];
  return {
    name: 'no lifecycle is stuck',
    figure: `dondoc_lifecycles_stuck ${stuck}, reconcile ${code === 0 ? 'agrees' : stdout.replaceAll('\n', '; ')}`,
    held: stuck === '0' && code === 0,
  };
}
