// The check of components: what the registry answers, held against the times of docs/security.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { judgeAudit, KnownWeaknesses } from '../../bench/judge-audit.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const URL_OF = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc';
const TODAY = new Date('2026-11-30T10:00:00Z');

const reportOf = (...severities: string[]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      severities.map((severity, at) => [
        `p${at}`,
        { via: ['other', { name: `p${at}`, title: 'a hole', url: `${URL_OF}${at}`, severity }] },
      ]),
    ),
  });
const noted = (seen: string, at = 0) => ({ advisory: `${URL_OF}${at}`, seen, why: 'waits for the release' });
const standing = (...asked: Parameters<typeof judgeAudit>) => judgeAudit(...asked).standing;

test('nothing known is kept, and what nobody has noted is late at once, however small', () => {
  expect(standing(reportOf(), [], TODAY)).toBe('kept');
  expect(standing(reportOf('low'), [], TODAY)).toBe('late');
  expect(standing(reportOf('low', 'low'), [noted('2026-11-29')], TODAY)).toBe('late');
});

test('a severe one has seven days, another thirty, and none begins in the future', () => {
  for (const [severity, seen, expected] of [
    ['high', '2026-11-23', 'kept'],
    ['high', '2026-11-22', 'late'],
    ['critical', '2026-11-22', 'late'],
    ['moderate', '2026-11-22', 'kept'],
    ['moderate', '2026-10-31', 'kept'],
    ['low', '2026-10-30', 'late'],
    ['low', '2026-12-02', 'late'],
  ] as const)
    expect([severity, seen, standing(reportOf(severity), [noted(seen)], TODAY)]).toEqual([severity, seen, expected]);
});

test('an answer that is none is no good news', () => {
  for (const answer of ['', 'x', '{}', '{"error":{"code":"ENOAUDIT"}}', '{"message":"405"}', '{"vulnerabilities":{}}'])
    expect([answer, standing(answer, [], TODAY)]).toEqual([answer, 'unknown']);
});

/** The command as it is run, beside a registry that answers so. */
async function run(status: number, answer: object): Promise<[number | null, string]> {
  const registry = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  registry.listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
  const command = spawn(process.execPath, ['--import', 'tsx', 'bench/audit-dependencies.ts'], {
    cwd: ROOT,
    env: { ...process.env, npm_config_registry: url, npm_config_fetch_retries: '0' },
  });
  let said = '';
  command.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(command, 'close');
  registry.close();
  return [code, said];
}

test('the command passes beside a registry that knows nothing, and not beside one that does not answer', async () => {
  expect(await run(200, {})).toEqual([0, expect.stringContaining('0 known weaknesses.')]);
  expect(await run(405, { error: 'not here' })).toEqual([2, expect.stringContaining('nothing was checked')]);
}, 60_000);

test('what is noted is noted whole', () => {
  const text = readFileSync(new URL('../../bench/known-weaknesses.json', import.meta.url), 'utf8');
  expect(KnownWeaknesses.safeParse(JSON.parse(text)).success).toBe(true);
});
