// `npm run attack:schema`: Schemathesis asks everything that /openapi.json describes, and holds each answer against it.
// It starts an installation of its own, talks to 127.0.0.1 only, and exits 1 on any miss. The program comes from PyPI into the cache folder.
import { execFile, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirOf } from '#config/cache-dir.ts';
import { openStackFolder, startStack } from '../tests/support/started-stack.ts';

const VERSION = '4.32.5';
const SEED = 20_261_128;
const EXAMPLES_PER_OPERATION = Number(process.argv[2] ?? 50);

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'positive_data_acceptance',
  'unsupported_method',
];

const DATED = ['commandAssignment', 'useLink'];
const VERSIONED = [
  'decideDeadline',
  'publishPlan',
  'resolveMatter',
  'changeWebhook',
  'removeWebhook',
  'rotateWebhookSecret',
];

const folder = await openStackFolder();
const program = await ensureSchemathesis();
const stack = await startStack(folder);
try {
  process.exitCode = await run(program, folder.url);
} finally {
  await stack.stop();
  folder.remove();
}

/** The pinned version in an environment of its own; nothing is installed into the machine's Python. */
async function ensureSchemathesis(): Promise<string> {
  const home = join(cacheDirOf(process.env), `schemathesis-${VERSION}`);
  const command = join(home, 'bin', 'schemathesis');
  if (existsSync(command)) return command;
  await promisify(execFile)('python3', ['-m', 'venv', home]);
  await promisify(execFile)(join(home, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
  return command;
}

function run(command: string, url: string): Promise<number> {
  // What is written in the right form may still be refused for what it says: a file that holds no plan, a text that is no time.
  const config = join(folder.dataDir, 'schemathesis.toml');
  writeFileSync(
    config,
    `[checks.positive_data_acceptance]\nexpected-statuses = ["2xx", "401", "403", "404", "409", "422"]\n` +
      // Which days a command may name depends on its assignment and on today (date-too-early, date-in-future); and in If-Match the
      // program says 0 besides, whatever the pattern asks for.
      `[[operations]]\ninclude-operation-id = ${JSON.stringify([...DATED, ...VERSIONED])}\n` +
      `checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409", "412", "422"]\n`,
  );
  const options = [
    ...['--config-file', config],
    'run',
    `${url}/openapi.json`,
    ...['--checks', CHECKS.join(',')],
    ...['--phases', 'examples,coverage,fuzzing'],
    ...['--max-examples', String(EXAMPLES_PER_OPERATION)],
    ...['--seed', String(SEED)],
    ...['--suppress-health-check', 'all'],
    ...['--warnings', 'off'],
    ...['--request-timeout', '20'],
    // Sent by the mail server and by Zalo, signed: what has no signature is tried by `npm run attack`.
    ...['--exclude-path-regex', '^/webhooks/'],
    // A subscription to a made-up address would be served: the worker would call machines of strangers.
    ...['--exclude-operation-id', 'addWebhook'],
    '--continue-on-failure',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(command, options, { cwd: folder.dataDir, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0 ? 0 : 1));
  });
}
