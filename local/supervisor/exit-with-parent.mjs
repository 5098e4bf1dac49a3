// Preloaded into the programs that `npm start` starts: when the supervisor vanishes, even by kill -9, they end too
// instead of going on without anybody who could stop them.
import process from 'node:process';

const END_WITHIN_MS = 5_000;

if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
    // The program's own orderly end; one without a handler ends here.
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening must not keep a program alive that is done.
  process.channel.unref();
}
