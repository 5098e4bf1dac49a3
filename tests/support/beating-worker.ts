// A process that beats like a worker and whose loop stands for as long as its parent says.
import { openDatabase } from '#store/database.ts';
import { startBeating } from '#worker/beat.ts';
import { runLoop } from '#worker/run-loop.ts';

const database = openDatabase(process.env.DATABASE_URL ?? '', 2);
const quiet = { warn: () => undefined };
startBeating(database, [runLoop('incoming', 1_000, async () => 0, quiet)], quiet);
process.on('message', (blockMs: number) => {
  const until = performance.now() + blockMs;
  while (performance.now() < until);
});
process.on('disconnect', () => process.exit(0));
