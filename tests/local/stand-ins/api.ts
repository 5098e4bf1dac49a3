// Stands in for api/main.ts: says that it is ready, and what it was given.
import { createServer } from 'node:http';

const GIVEN = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'SMTP_URL',
  'PORT',
  'PUBLIC_URL',
  'DONDOC_MAILBOX_DIR',
  'DONDOC_DATA_DIR',
  'DONDOC_EMBEDDED',
  'DONDOC_SECRET',
  'TZ',
];

const server = createServer((request, response) => {
  const given = Object.fromEntries(GIVEN.map((name) => [name, process.env[name]]));
  response.end(request.url === '/readyz' ? 'ok' : JSON.stringify({ pid: process.pid, ...given }));
});
server.listen(Number(process.env.PORT));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
