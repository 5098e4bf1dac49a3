// With the address that the programs use and nothing more: is there a way to rewrite the log, or to read what is the owner's?
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { readInstallation } from '#local/supervisor/installation.ts';
import { openToOthers } from '../../tests/support/open-to-others.ts';
import { recordedPids } from '../../tests/support/started-stack.ts';
import type { Attack, Finding, Target } from './attack.ts';

const REFUSED = '42501';

const KINDS: Record<string, readonly string[]> = {
  'the log: change, delete, empty': [
    `update audit_event set actor = 'ai đó'`,
    `update audit_event set payload = '{}' where index = 1`,
    'delete from audit_event where index > 1',
    'truncate audit_event cascade',
    `insert into audit_event select * from audit_event where false on conflict (office_id, index) do update set actor = 'ai đó'`,
    `merge into audit_event a using audit_event b on a.index = b.index when matched then delete`,
    'select * from audit_event for update',
    'lock table audit_event in access exclusive mode',
  ],
  'the guards: triggers, constraints, rules, functions': [
    'alter table audit_event disable trigger all',
    'alter table audit_event disable trigger user',
    'set session_replication_role = replica',
    `select set_config('session_replication_role', 'replica', true)`,
    'alter table audit_event drop constraint audit_event_pkey',
    'create rule mute as on insert to audit_event do instead nothing',
    'create trigger mute before insert on audit_event for each row execute function refuse_change()',
    `create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
    'alter function refuse_change() rename to other',
    'alter table audit_event rename to other',
    'alter table audit_event owner to current_user',
  ],
  'the structure: drop, create': [
    'drop table audit_event cascade',
    'drop schema public cascade',
    'create table public.mine (id int)',
    'create view public.mine as select 1',
    'create function public.mine() returns int language sql as $$select 1$$',
    'create schema mine',
    'create extension pg_trgm',
    'create publication mine for all tables',
    'insert into _prisma_migrations (id) values (1)',
    'delete from _prisma_migrations',
  ],
  'what people are held to: dates, titles, reports, proofs': [
    `update assignment set due = due + 30, due_working = due_working + 30`,
    `update assignment set nature = 'continuous'`,
    `update assignment set title = 'Việc khác'`,
    'delete from assignment',
    `update report set note = 'khác'`,
    'delete from report',
    'update ledger_entry set slot_at = now()',
    'delete from ledger_entry',
    `update message set subject = '', text = ''`,
    'delete from message',
    'delete from delivery',
    'delete from plan',
    'delete from used_link',
  ],
  'rank: becoming somebody else': [
    'set role dondoc',
    'set session authorization dondoc',
    'alter role current_user superuser',
    `alter role dondoc password 'x'`,
    'create role mine superuser',
    'grant dondoc to current_user',
    'grant pg_write_server_files to current_user',
    'alter default privileges for role dondoc grant all on tables to public',
    'reassign owned by dondoc to current_user',
  ],
  'the server: its accounts, files, programs, settings': [
    'select rolpassword from pg_authid',
    'select passwd from pg_shadow',
    `copy used_link to program 'cat'`,
    `copy used_link from '/etc/passwd'`,
    `copy used_link to '/tmp/dondoc-attack'`,
    `select pg_read_file('pg_hba.conf')`,
    `select pg_ls_dir('.')`,
    `select lo_import('/etc/passwd')`,
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dondoc' or pid = 1`,
    'alter system set fsync = off',
    'select pg_reload_conf()',
    'alter database dondoc set session_replication_role = replica',
  ],
};

export const rights: Attack = {
  name: 'rights',
  async run(target) {
    const client = new pg.Client({ connectionString: readInstallation(target.dataDir)?.databaseUrl as string });
    await client.connect();
    try {
      const findings: Finding[] = [];
      for (const [kind, statements] of Object.entries(KINDS))
        findings.push(await refusedOneByOne(client, kind, statements));
      findings.push(await whoIsConnected(client), filesOf(target), passwordsOf(target), environmentOf(target));
      return findings;
    } finally {
      await client.end();
    }
  },
};

/** Each in a transaction that is rolled back, so that one that gets through does no harm. */
async function refusedOneByOne(client: pg.Client, kind: string, statements: readonly string[]): Promise<Finding> {
  const through: string[] = [];
  for (const sql of statements) {
    // ALTER SYSTEM is refused in a transaction to everybody.
    const inTransaction = !sql.startsWith('alter system');
    if (inTransaction) await client.query('begin');
    const outcome = await client.query(sql).then(
      () => 'went through',
      (error: { code?: string; message: string }) => (error.code === REFUSED ? null : error.message),
    );
    if (inTransaction) await client.query('rollback');
    if (outcome !== null) through.push(`${sql} (${outcome})`);
  }
  const figure = through.length === 0 ? `${statements.length} statements refused` : through.join('; ');
  return { name: kind, figure, held: through.length === 0 };
}

async function whoIsConnected(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string; connections: number }>(
    `select usename::text as name, count(*)::int as connections from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' group by 1 order by 1`,
  );
  const figure = rows.map(({ name, connections }) => `${name}: ${connections}`).join(', ');
  return { name: 'who is connected', figure, held: rows.length === 1 && rows[0]?.name === 'dondoc_app' };
}

function filesOf({ dataDir }: Target): Finding {
  const open = openToOthers(dataDir);
  const figure = open.length === 0 ? 'no file or folder of the installation' : open.slice(0, 10).join(', ');
  return { name: 'what others can read on the disk', figure, held: open.length === 0 };
}

function passwordsOf({ dataDir }: Target): Finding {
  const modes = ['postgres/password', 'postgres/application-password', 'run/installation.json', 'secret'].map(
    (file) => `${file} ${(statSync(join(dataDir, file)).mode & 0o777).toString(8)}`,
  );
  return { name: 'files with secrets', figure: modes.join(', '), held: modes.every((mode) => mode.endsWith(' 600')) };
}

/** The owner's password stands in no program's environment; where there is no /proc nobody else can look either. */
function environmentOf(target: Target): Finding {
  const password = readFileSync(join(target.dataDir, 'postgres', 'password'), 'utf8').trim();
  const knowing = Object.entries(recordedPids(target))
    .filter(([, pid]) => existsSync(`/proc/${pid}/environ`))
    .filter(([, pid]) => readFileSync(`/proc/${pid}/environ`, 'utf8').includes(password))
    .map(([name]) => name);
  const figure = knowing.length === 0 ? 'no program' : knowing.join(', ');
  return { name: 'who knows the owner’s password', figure, held: knowing.length === 0 };
}
