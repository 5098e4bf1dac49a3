// One run of the program: one caller asks everything that the document describes, and each answer is held against it.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Route, routes } from '#contracts/routes.ts';
import type { StackFolder } from '../../tests/support/started-stack.ts';
import type { Caller } from './callers.ts';
import type { RealValues } from './real-values.ts';

const HOOKS = fileURLToPath(new URL('keep-on-this-machine.py', import.meta.url));
const SEED = '20261128';

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'positive_data_acceptance',
  'unsupported_method',
  'ignored_auth',
];

// Ends the session that the run asks with; tried by who has none.
const ENDS_THE_RUN = ['signOut'];

export interface RunSettings {
  program: string;
  folder: StackFolder;
  values: readonly RealValues[];
  examplesPerOperation: number;
  /** It is ended after so long, and has failed then. */
  withinMs: number;
}

/** True when every answer was as the document says. What the program prints goes to this process's output. */
export async function runSchemathesis(settings: RunSettings, caller: Caller): Promise<boolean> {
  const { program, folder, examplesPerOperation, withinMs } = settings;
  const config = join(folder.dataDir, `schemathesis-${caller.name}.toml`);
  writeFileSync(config, configOf(settings.values));
  const options = [
    ...['--config-file', config],
    'run',
    `${folder.url}/openapi.json`,
    ...Object.entries(caller.headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ...['--checks', CHECKS.join(',')],
    ...['--phases', 'examples,coverage,fuzzing'],
    ...['--max-examples', String(examplesPerOperation)],
    ...['--seed', SEED],
    ...['--suppress-health-check', 'all'],
    ...['--warnings', 'off'],
    ...['--request-timeout', '20'],
    // Sent by the mail server and by Zalo, signed: what has no signature is tried by `npm run attack`.
    ...['--exclude-path-regex', '^/webhooks/'],
    // A stream has no end to wait for.
    ...['--exclude-operation-id', 'listenToChanges'],
    ...(caller.headers.Cookie === undefined
      ? []
      : ENDS_THE_RUN.flatMap((operation) => ['--exclude-operation-id', operation])),
    '--continue-on-failure',
  ];
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    SCHEMATHESIS_HOOKS: HOOKS,
    PYTHONDONTWRITEBYTECODE: '1',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { cwd: folder.dataDir, env, stdio: 'inherit' });
    const late = setTimeout(() => child.kill('SIGKILL'), withinMs);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(late);
      resolve(code === 0);
    });
  });
}

const OF_WHAT_IS_SAID = ['2xx', '304', '401', '403', '404', '409', '410', '412', '422', '429'];
// Which days a command may name depends on its assignment and on today (date-too-early, date-in-future), a cursor is one that a page gave, and in
// If-Match the program says 0 besides, whatever the pattern asks for.
// Which role is held for an agency, and which office's name is taken, no schema says either.
const SAID_OTHERWISE = [
  'commandAssignment',
  'useLink',
  'inviteAccount',
  'addOffice',
  ...Object.entries<Route>(routes)
    .filter(([, { query, ifMatch }]) => ifMatch || (query !== undefined && 'cursor' in query.shape))
    .map(([operation]) => operation),
];
const REFUSED = [
  '400',
  '401',
  '403',
  '404',
  '405',
  '406',
  '409',
  '410',
  '412',
  '413',
  '414',
  '415',
  '421',
  '422',
  '429',
  '431',
];

/** As TOML: a string of JSON is one of TOML. */
function configOf(values: readonly RealValues[]): string {
  const text = (value: unknown) => JSON.stringify(value);
  const dictionaries = values.map(({ values: all }, index) => `[dictionaries.real-${index}]\nvalues = ${text(all)}\n`);
  const operations = values.flatMap(({ parameter, operations: names }, index) =>
    names.map(
      (name) =>
        `[[operations]]\ninclude-operation-id = ${text(name)}\n` +
        `parameters = { ${text(parameter)} = { dictionary = "real-${index}", probability = 0.7 } }\n`,
    ),
  );
  return [
    // What is written in the right form may still be refused for what it says: a file that holds no plan, a text that is no time.
    `[checks.positive_data_acceptance]\nexpected-statuses = ${text(OF_WHAT_IS_SAID)}\n`,
    `[checks.negative_data_rejection]\nexpected-statuses = ${text(REFUSED)}\n`,
    // A name that no filter has is passed over, as on the whole web; and an Authorization that is no key leaves the session to speak.
    '[generation]\nallow-extra-parameters = false\nwith-security-parameters = false\n',
    // Names out of answers would end the session that the run asks with, or switch its account off.
    ...['examples', 'coverage', 'fuzzing'].map((phase) => `[phases.${phase}.extra-data-sources]\nresponses = false\n`),
    ...dictionaries,
    ...operations,
    `[[operations]]\ninclude-operation-id = ${text(SAID_OTHERWISE)}\n`,
    `checks.positive_data_acceptance.expected-statuses = ${text([...OF_WHAT_IS_SAID, '400'])}\n`,
  ].join('');
}
