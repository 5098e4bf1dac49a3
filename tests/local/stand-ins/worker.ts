// Stands in for worker/main.ts: lives until it is told to stop.
setInterval(() => undefined, 1_000);
process.on('SIGTERM', () => process.exit(0));
