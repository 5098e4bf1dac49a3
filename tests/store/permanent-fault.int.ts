// On errors that PostgreSQL and Prisma really raise: a code that moves with a new version of either must be noticed here.
import pg from 'pg';
import { expect, test } from 'vitest';
import { type Database, openDatabase } from '#store/database.ts';
import { classifyDatabaseFault, isPermanentFault } from '#store/permanent-fault.ts';
import { ownDatabase } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date('2026-03-02T01:00:00.000Z');

const matter = (database: Database, more: object) =>
  database.attention.create({ data: { id: 'x', what: 'a', place: 'p', raisedAt: NOW, lastAt: NOW, ...more } });
const policy = (database: Database, more: object) =>
  database.ladderPolicy.create({
    data: { id: 'x', name: 'x', version: 1, policy: {}, createdAt: NOW, ...more } as never,
  });
const raise = (state: string) => (database: Database) =>
  database.$executeRawUnsafe(`DO $$ BEGIN RAISE SQLSTATE '${state}'; END $$`);

async function errorOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('this was to be refused');
}

const FOR_GOOD: Record<string, [(database: Database) => Promise<unknown>, string]> = {
  'a NUL in a text': [(database) => matter(database, { what: 'a\u0000b' }), '22021'],
  'a NUL in JSON': [(database) => policy(database, { policy: { a: '\u0000' } }), '22P05'],
  'half of a surrogate pair in JSON': [(database) => policy(database, { policy: { a: '\ud800' } }), '22P02'],
  'the year 0': [(database) => matter(database, { raisedAt: new Date('0000-01-01') }), '22008'],
  'a day before all calendars': [(database) => matter(database, { raisedAt: new Date(-8.64e15) }), '22009'],
  'no day at all': [(database) => matter(database, { raisedAt: new Date(Number.NaN) }), 'validation'],
  'a number out of range': [(database) => policy(database, { version: 99_999_999_999 }), '22003'],
  'a number out of range in raw SQL': [(database) => database.$queryRaw`SELECT ${2 ** 40}::int`, '22003'],
  'no value where one must be': [(database) => policy(database, { name: null }), 'validation'],
  'a reference to nobody': [
    (database) =>
      database.contact.create({
        data: { id: 'x', agencyId: 'nobody', name: 'x', position: '', role: 'clerk', channels: [] },
      }),
    '23503',
  ],
  'a rule of the table': [(database) => database.$executeRaw`INSERT INTO office VALUES (2, 'x', 'UTC')`, '23514'],
  'a key too long for its index': [
    (database) => matter(database, { id: Array.from({ length: 9_000 }, (_, one) => (one * 7919).toString(36)).join() }),
    '54000',
  ],
  'what a trigger of ours refuses': [raise('P0001'), 'P0001'],
};

test.each(Object.entries(FOR_GOOD))('%s is refused for good', async (_name, [work, code]) => {
  expect(classifyDatabaseFault(await errorOf(() => work(own.database)))).toEqual({ kind: 'permanent', code });
});

const FOR_NOW: Record<string, [(database: Database) => Promise<unknown>, string]> = {
  'a deadlock': [raise('40P01'), '40P01'],
  'a conflict of two transactions': [raise('40001'), '40001'],
  'a full disk': [raise('53100'), '53100'],
  'too many connections': [raise('53300'), '53300'],
  'a lock that did not come': [raise('55P03'), '55P03'],
  'a standby that only reads': [raise('25006'), '25006'],
  'a right that is missing': [raise('42501'), '42501'],
  'a column that is not there yet': [(database) => database.$queryRawUnsafe('SELECT none FROM office'), '42703'],
  'a statement that took too long': [
    (database) =>
      database.$transaction([
        database.$executeRawUnsafe('SET LOCAL statement_timeout = 50'),
        database.$executeRawUnsafe('SELECT pg_sleep(5)'),
      ]),
    '57014',
  ],
  'a row that another writer has made': [
    async (database) => {
      await matter(database, { id: 'twice' });
      await matter(database, { id: 'twice' });
    },
    '23505',
  ],
  'a connection that was cut': [
    (database) => database.$executeRawUnsafe('SELECT pg_terminate_backend(pg_backend_pid())'),
    '57P01',
  ],
  'a transaction that expired': [
    (database) =>
      database.$transaction(
        async (tx) => {
          await new Promise((resolve) => setTimeout(resolve, 200));
          await tx.$queryRaw`SELECT 1`;
        },
        { timeout: 50 },
      ),
    'P2028',
  ],
};

test.each(Object.entries(FOR_NOW))('%s passes', async (_name, [work, code]) => {
  expect(classifyDatabaseFault(await errorOf(() => work(own.database)))).toEqual({ kind: 'passing', code });
});

test('a database that is away passes', async () => {
  const away = openDatabase('postgresql://nobody:none@127.0.0.1:1/none', 1);
  expect(classifyDatabaseFault(await errorOf(() => away.attention.findMany())).kind).toBe('passing');
  await away.$disconnect();
});

test('an error of the driver itself is read alike, and so is one that another error wraps', async () => {
  const client = new pg.Client({ connectionString: own.url });
  await client.connect();
  const error = await errorOf(() => client.query(`SELECT '0000-01-01'::date`));
  await client.end();
  expect(classifyDatabaseFault(error)).toEqual({ kind: 'permanent', code: '22008' });
  expect(isPermanentFault(new Error('the record failed', { cause: error }))).toBe(true);
});

test('what is no error of the database is not given up for good', () => {
  const ring: { cause?: unknown } = {};
  ring.cause = ring;
  for (const error of [new Error('x'), new TypeError('x'), 'x', null, undefined, { code: 'ECONNREFUSED' }, ring])
    expect(classifyDatabaseFault(error)).toEqual({ kind: 'passing', code: null });
});
