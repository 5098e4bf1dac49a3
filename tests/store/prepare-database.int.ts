// How a database that the office runs itself is prepared and opened: with two accounts, with the owner's alone, and with too few rights.
import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { prepareGivenDatabase } from '#deploy/prepare-given-database.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { appendAuditEvents } from '#store/audit-store.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { queryAs, runSql } from '../support/store.ts';

const made: { database: TestDatabase; roles: string[] }[] = [];

afterEach(async () => {
  for (const { database, roles } of made.splice(0)) {
    await database.drop();
    const elsewhere = await createTestDatabase();
    for (const role of [...roles].reverse()) await runSql(elsewhere.url, `drop role if exists "${role}"`);
    await elsewhere.drop();
  }
});

/** An empty database of an owner of its own, as an administrator hands it out. */
async function givenDatabase(ownerMay: string) {
  const database = await createTestDatabase();
  const owner = `chủ ${randomBytes(4).toString('hex')}`;
  const program = `${owner} chạy`;
  made.push({ database, roles: [owner, program, `${owner}_app`] });
  const name = new URL(database.url).pathname.slice(1);
  await runSql(
    database.url,
    `create role "${owner}" login password 'mật khẩu @:/' ${ownerMay}; alter database ${name} owner to "${owner}"`,
  );
  await runSql(
    database.url,
    'drop schema public cascade; create schema public authorization pg_database_owner; grant usage on schema public to public',
  );
  const as = (user: string, password: string) => {
    const url = new URL(database.ownerUrl);
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(password);
    return url.href;
  };
  return { database, owner, program, ownerUrl: as(owner, 'mật khẩu @:/'), programUrl: as(program, 'bí mật #?%') };
}

/** Adds to the log as a program does, then tries to take it back. */
async function writeAndRewrite(url: string): Promise<{ guard: string; rewriting: string }> {
  const { database, guard } = await openApplicationDatabase(url);
  try {
    const at = instantOf('2026-01-05T02:00:00Z');
    const event = { subject: 'thu/1', sequence: 1, type: 'thu', actor: 'thử', occurredAt: at, payload: {} };
    expect(await database.$transaction((tx) => appendAuditEvents(tx, [event], at))).toBe(1);
    // `all` would take the triggers of references in too, which only a superuser may switch off.
    const rewriting = await database.$executeRaw`alter table audit_event disable trigger user`.then(
      () => 'possible',
      () => 'refused',
    );
    return { guard, rewriting };
  } finally {
    await database.$disconnect();
  }
}

test('two accounts: the owner makes the program’s account, which can add to the log and never rewrite it', async () => {
  const { ownerUrl, programUrl } = await givenDatabase('createrole');
  const said = await prepareGivenDatabase(programUrl, ownerUrl);
  expect(said.join('\n')).toMatch(/đã áp dụng \d+ bước.*\n.*chỉ được đọc và ghi thêm/);
  expect(await writeAndRewrite(programUrl)).toEqual({ guard: 'role', rewriting: 'refused' });
});

test('two accounts: a password that the office changes in DATABASE_URL is taken over', async () => {
  const { ownerUrl, programUrl } = await givenDatabase('createrole');
  await prepareGivenDatabase(programUrl, ownerUrl);
  const changed = new URL(programUrl);
  changed.password = 'mat-khau-moi';
  await prepareGivenDatabase(changed.href, ownerUrl);
  await expect(queryAs(programUrl, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect(await writeAndRewrite(changed.href)).toMatchObject({ guard: 'role' });
});

test('two accounts: one that the administrator made is used as it is, by an owner without any rank', async () => {
  const { database, program, ownerUrl, programUrl } = await givenDatabase('nocreaterole');
  await expect(prepareGivenDatabase(programUrl, ownerUrl)).rejects.toThrow(/CREATE ROLE ".* chạy" LOGIN PASSWORD/);
  await runSql(database.url, `create role "${program}" login password 'bí mật #?%'`);
  await prepareGivenDatabase(programUrl, ownerUrl);
  expect(await writeAndRewrite(programUrl)).toEqual({ guard: 'role', rewriting: 'refused' });
});

test('the owner’s account alone, as in earlier installations: programs step down, and the start says so', async () => {
  for (const rank of ['createrole', 'superuser']) {
    const { ownerUrl } = await givenDatabase(rank);
    const said = await prepareGivenDatabase(ownerUrl, null);
    expect(said.join('\n')).toMatch(/tự hạ quyền.*DATABASE_OWNER_URL/s);
    expect(await writeAndRewrite(ownerUrl)).toEqual({ guard: 'session-role', rewriting: 'refused' });
  }
});

test('an owner that may not make a role goes on, and the start warns that only triggers guard the log', async () => {
  const { ownerUrl } = await givenDatabase('nocreaterole');
  const said = await prepareGivenDatabase(ownerUrl, null);
  expect(said.join('\n')).toMatch(/CẢNH BÁO.*chỉ được giữ bằng trigger/s);
  expect(await writeAndRewrite(ownerUrl)).toEqual({ guard: 'triggers', rewriting: 'possible' });
});

test('the program’s account alone is enough to start, once an owner has prepared the database', async () => {
  const { ownerUrl, programUrl } = await givenDatabase('createrole');
  await prepareGivenDatabase(programUrl, ownerUrl);
  expect(await prepareGivenDatabase(programUrl, null)).toEqual([expect.stringContaining('chỉ được đọc và ghi thêm')]);
  await runSql(programUrl, `delete from _prisma_migrations where migration_name like '%_webhook_secrets'`);
  await expect(prepareGivenDatabase(programUrl, null)).rejects.toThrow(
    /thiếu 1 bước.*_webhook_secrets.*prepare-services/s,
  );
});

test('a program refuses a database that is not prepared, and says what to run', async () => {
  const { ownerUrl } = await givenDatabase('nocreaterole');
  await expect(openApplicationDatabase(ownerUrl)).rejects.toThrow(/chưa ở phiên bản.*deploy\/prepare-services\.ts/s);
  await expect(openApplicationDatabase(ownerUrl)).rejects.toThrow(/DATABASE_OWNER_URL/);
});

test('several databases of one server can be prepared at once, each of them twice', async () => {
  const { ownerUrl, programUrl } = await givenDatabase('superuser');
  const others = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase()]);
  const at = (url: string, database: TestDatabase) => {
    const there = new URL(url);
    there.pathname = new URL(database.url).pathname;
    return there.href;
  };
  const places = [...others, ...others];
  try {
    // Nobody has made the role yet, and the password of one half differs from the other's.
    await Promise.all([
      ...places.map((place) => prepareDatabase(at(ownerUrl, place), at(programUrl, place))),
      ...places.map((place) => prepareDatabase(at(ownerUrl, place), null)),
    ]);
    for (const place of others) expect(await writeAndRewrite(at(programUrl, place))).toMatchObject({ guard: 'role' });
  } finally {
    for (const place of others) await place.drop();
  }
});

test('a password reaches the server as a verifier that its own way of checking accepts', async () => {
  const { database, program, ownerUrl, programUrl } = await givenDatabase('createrole');
  await prepareGivenDatabase(programUrl, ownerUrl);
  const { rows } = await runSql(database.url, `select rolpassword from pg_authid where rolname = '${program}'`);
  expect(rows[0].rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
  expect((await queryAs(programUrl, 'select session_user')).rows).toEqual([{ session_user: program }]);
});
