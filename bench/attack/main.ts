// `npm run attack [NAME...]`: hostile requests, files, letters and hands on the database against a running installation.
// It starts one of its own in a temporary folder, talks to 127.0.0.1 only, and ends with a table; exit 1 on any miss.
import { openStackFolder, startStack } from '../../tests/support/started-stack.ts';
import { ATTACKED_SETTINGS } from './attack.ts';
import { ATTACKS } from './attacks.ts';
import { missesOf, runAttacks } from './run-attacks.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !ATTACKS.some((attack) => attack.name === name));
if (unknown.length > 0) {
  console.error(`no such attack: ${unknown.join(', ')}; there are: ${ATTACKS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const folder = await openStackFolder();
const stack = await startStack(folder, ATTACKED_SETTINGS);
try {
  const chosen = wanted.length === 0 ? ATTACKS : ATTACKS.filter(({ name }) => wanted.includes(name));
  const reports = await runAttacks(chosen, folder, 'full');
  for (const { attack, seconds, findings } of reports) {
    console.log(`\n${attack} (${seconds} s)`);
    for (const { name, figure, held } of findings) console.log(`  ${held ? 'held' : 'MISS'}  ${name}: ${figure}`);
  }
  const misses = missesOf(reports);
  const tried = reports.reduce((sum, { findings }) => sum + findings.length, 0);
  console.log(`\n${tried - misses.length} of ${tried} held`);
  process.exitCode = misses.length === 0 ? 0 : 1;
} finally {
  await stack.stop();
  folder.remove();
}
