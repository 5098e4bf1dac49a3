// The API as a process of its own for `npm run bench:lists`: the real app over the database of DATABASE_URL, without an engine behind it.
import { tmpdir } from 'node:os';
import pino from 'pino';
import { createPasskeys } from '#accounts/passkeys.ts';
import { passwords } from '#accounts/passwords.ts';
import { createApp } from '#api/create-app.ts';
import { createUploads } from '#api/uploads/uploads.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import { createFileWriter } from '#documents/file-writer/file-writer.ts';
import { createPlanReader } from '#documents/plan-reader/plan-reader.ts';
import { createDiskStore } from '#evidence/disk-store.ts';
import { createDirectory } from '#store/directory.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { oneOfficer } from '../tests/support/one-officer.ts';

const { database } = await openApplicationDatabase(process.env.DATABASE_URL as string);
const now = () => new Date('2026-07-15T02:00:00Z');
const secret = 'mot-bi-mat-du-dai-cho-phep-do';
const fileWriter = createFileWriter();
fileWriter.warm();
const app = await createApp(
  {
    database,
    directory: createDirectory(database, now),
    engine: {} as never,
    links: createLinkSigner(secret),
    uploads: createUploads(),
    planReader: createPlanReader(),
    fileWriter,
    logCheck: {} as never,
    evidence: { store: createDiskStore(tmpdir()), limits: { fileBytes: 1, files: 1 } },
    accounts: oneOfficer,
    passwords,
    passkeys: createPasskeys('http://localhost'),
    letters: createSecretBox(secret, 'account-letter'),
    answers: createSecretBox(secret, 'idempotent-answer'),
    zone: 'Asia/Ho_Chi_Minh',
    now,
    publicUrl: 'http://localhost',
    mailboxDir: null,
    webDist: null,
    ready: async () => ({ database: true, temporal: true, worker: true }),
  },
  pino({ level: 'warn' }),
);
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.send?.(address);
process.on('disconnect', () => process.exit(0));
