// `npm run chaos:channels [seed]`: faults through the real channel code, bounded to about a minute; exit 1 when anything happened that should not.
import { mailChaos } from './chaos/mail-chaos.ts';
import type { ChaosReport } from './chaos/report.ts';
import { webhookStorm } from './chaos/webhook-storm.ts';
import { tokenChaos, wireChaos } from './chaos/zalo-chaos.ts';

const seed = Number(process.argv[2] ?? 42);
const scenarios: (() => Promise<ChaosReport>)[] = [
  () => mailChaos(400, seed),
  () => tokenChaos(800, 5),
  () => wireChaos(200, seed),
  () => webhookStorm(500, 10),
];
let bad = 0;
for (const scenario of scenarios) {
  const { name, figures, faults } = await scenario();
  console.log(
    `${faults.length === 0 ? 'ok  ' : 'BAD '} ${name}  ${Object.entries(figures)
      .map(([key, value]) => `${key}=${value}`)
      .join(' ')}`,
  );
  for (const fault of faults.slice(0, 10)) console.log(`     ${fault}`);
  bad += faults.length;
}
process.exitCode = bad === 0 ? 0 : 1;
