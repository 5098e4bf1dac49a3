// Rules that hold whoever writes. Every CHECK of the migrations has a row here that it refuses.
import { beforeAll, expect, test } from 'vitest';
import { furnish, ownDatabase, publishedPlan, runSql } from '../support/store.ts';

const own = ownDatabase();

beforeAll(async () => {
  await furnish(own.database);
  await publishedPlan(own.database);
  // One message, so that rows can point at it.
  await runSql(
    own.url,
    `insert into message (id, contact_id, channel, slot_at, rfc_message_id, subject, text, html, status, claimed_at)
     values ('thu', 'a.cv', 'email', now(), '<thu@x>', '', '', '', 'sending', now());
     insert into contact_leave values ('a.cv', '2026-03-01', '2026-03-02');`,
  );
});

const REFUSED: Record<string, string> = {
  member_office_counted: `insert into member_office (id, name, added_at) values (0, 'x', now())`,
  member_office_named: `insert into member_office (id, name, added_at) values (9, '', now())`,
  office_is_one: `insert into office (id, name, zone) values (2, 'x', 'UTC')`,
  contact_role: `update contact set role = 'boss' where id = 'a.cv'`,
  contact_channels: `update contact set channels = '{Fax}' where id = 'a.cv'`,
  contact_not_own_deputy: `update contact set deputy_id = id where id = 'a.cv'`,
  contact_validity: `update contact set valid_from = '2026-02-02', valid_to = '2026-02-01' where id = 'a.cv'`,
  agency_validity: `update agency set valid_from = '2026-02-02', valid_to = '2026-02-01' where id = 'a'`,
  agency_of_another_office: `update agency set member_office_id = 1 where id = 'a'`,
  shared_address_of_another: `insert into shared_address (contact_id, channel, holder_id) values ('a.cv', 'email', 'a.cv')`,
  contact_leave_order: `update contact_leave set to_date = '2026-02-01'`,
  calendar_year_status: `update calendar_year set status = 'guess'`,
  calendar_day_kind: `update calendar_day set kind = 'siesta'`,
  plan_status: `update plan set status = 'gone'`,
  plan_years: `update plan set year_to = year_from - 1`,
  plan_years_together: `update plan set year_to = null`,
  assignment_status: `update assignment set status = 'done'`,
  assignment_nature: `update assignment set nature = 'someday', due = null, due_working = null`,
  assignment_dated_has_date: `update assignment set due = null, due_working = null`,
  assignment_both_dates: `update assignment set due_working = null`,
  assignment_shift_is_later: `update assignment set due_working = due - 1`,
  assignment_reported_has_date: `update assignment set status = 'reported'`,
  assignment_ended: `update assignment set status = 'withdrawn'`,
  report_outcome: `insert into report (id, assignment_id, sequence, note, reported_on, actor, outcome)
    select 'x', id, 9, '', '2026-03-02', 'x', 'lost' from assignment`,
  evidence_upload_holds_something: `insert into evidence_upload (id, assignment_id, owner, name, media_type, size, sha256, uploaded_at, expires_at)
    select 'x', id, 'x', 'x', 'x', 0, repeat('0', 64), now(), now() from assignment`,
  evidence_upload_by_hash: `insert into evidence_upload (id, assignment_id, owner, name, media_type, size, sha256, uploaded_at, expires_at)
    select 'x', id, 'x', 'x', 'x', 1, 'x', now(), now() from assignment`,
  report_file_holds_something: `insert into report_file (id, report_id, position, name, media_type, size, sha256)
    values ('x', 'x', 0, 'x', 'x', 0, repeat('0', 64))`,
  report_file_by_hash: `insert into report_file (id, report_id, position, name, media_type, size, sha256)
    values ('x', 'x', 0, 'x', 'x', 1, 'x')`,
  work_from_above_status: `insert into work_from_above (id, giving_office, assignment_id, office_name, plan_title, title, products, status, sequence, given_at)
    values ('x', 9, 'x', 'x', 'x', 'x', '{}', 'lost', 1, now())`,
  work_from_above_of_another_office: `insert into work_from_above (id, giving_office, assignment_id, office_name, plan_title, title, products, status, sequence, given_at)
    values ('x', 1, 'x', 'x', 'x', 'x', '{}', 'assigned', 1, now())`,
  ledger_entry_status: `update ledger_entry set status = 'lost'`,
  ledger_entry_end_is_dated: `update ledger_entry set status = 'deferred', reason = 'x'`,
  ledger_entry_end_says_why: `update ledger_entry set status = 'superseded', ended_at = now()`,
  ledger_entry_sent_has_message: `update ledger_entry set status = 'sent', ended_at = now()`,
  message_status: `update message set status = 'lost', ended_at = now()`,
  message_forms_by_channel: `update message set forms = '"Zalo"'`,
  message_end_is_dated: `update message set status = 'sent'`,
  delivery_outcome: `insert into delivery (id, message_id, attempt, channel, at, outcome)
    values ('x', 'thu', 1, 'email', now(), 'lost')`,
  delivery_receipt: `insert into delivery (id, message_id, attempt, channel, at, outcome, receipt)
    values ('x', 'thu', 1, 'email', now(), 'accepted', 'eaten')`,
  zalo_token_is_one: `insert into zalo_token (id, sealed, updated_at) values (2, 'x', now())`,
  incoming_event_source: `insert into incoming_event (id, source, dedupe_key, raw, received_at, due_at)
    values ('x', 'fax', 'x', '', now(), now())`,
  incoming_event_dead_is_not_due: `insert into incoming_event (id, source, dedupe_key, raw, received_at, due_at, dead_at, result)
    values ('x', 'mail', 'x', '', now(), now(), now(), 'x')`,
  incoming_event_end_says_how: `insert into incoming_event (id, source, dedupe_key, raw, received_at)
    values ('x', 'mail', 'x', '', now())`,
  idempotency_key_length: `insert into idempotency_key (operation, key, request_hash, operation_id, created_at)
    values ('x', '', 'x', 'x', now())`,
  webhook_cursor_is_one: `insert into webhook_cursor (id, audit_index) values (2, 0)`,
  webhook_delivery_status: `insert into webhook_delivery (id, subscription_id, audit_index, type, status, created_at)
    values ('x', 'x', 1, 'x', 'lost', now())`,
  webhook_delivery_due: `insert into webhook_delivery (id, subscription_id, audit_index, type, status, created_at)
    values ('x', 'x', 1, 'x', 'pending', now())`,
  publication_counts: `update publication set recorded = -1`,
  publication_ends_whole: `update publication set total = 2, recorded = 1, recorded_at = now()`,
  ledger_entry_turn_counts: `update ledger_entry set turn = 0`,
  assignment_rules_version_counts: `update assignment set rules_version = 0`,
  assignment_next_step_whole: `update assignment set next_step = null, next_rung = 'due', next_step_at = now()`,
  assignment_next_step_of_a_ladder: `update assignment
    set next_step = 'due', next_rung = 'due', next_step_at = now(), ladder_from = null`,
  user_account_email_folded: `insert into user_account (id, name, email, created_at, updated_at) values ('x', 'x', 'X@x', now(), now())`,
  user_account_version_counts: `insert into user_account (id, name, email, created_at, updated_at, version)
    values ('x', 'x', 'x@x', now(), now(), 0)`,
  role_held_known: `insert into role_held (id, account_id, role, given_by, given_at) values ('x', 'x', 'chief', 'x', now())`,
  role_held_of_an_agency: `insert into role_held (id, account_id, role, given_by, given_at) values ('x', 'x', 'lead-clerk', 'x', now())`,
  role_held_dates: `insert into role_held (id, account_id, role, from_date, to_date, given_by, given_at)
    values ('x', 'x', 'officer', '2026-02-02', '2026-02-01', 'x', now())`,
  account_key_scope_known: `insert into account_key (id, account_id, name, scope, hash, created_at)
    values ('x', 'x', 'x', 'some', 'x', now())`,
  account_totp_last_step_counts: `insert into account_totp (id, secret, backup_codes, user_id, last_step) values ('x', 'x', 'x', 'x', 0)`,
  account_session_way_known: `insert into account_session (id, token, user_id, expires_at, created_at, updated_at, way)
    values ('x', 'x', 'x', now(), now(), now(), 'window')`,
  sign_in_rule_is_one: `insert into sign_in_rule values (2, 'nobody', 'x', now())`,
  sign_in_rule_for_known: `insert into sign_in_rule values (1, 'some', 'x', now())`,
  account_link_purpose_known: `insert into account_link (hash, account_id, purpose, created_at, expires_at)
    values ('x', 'x', 'gift', now(), now())`,
  account_link_of_somebody: `insert into account_link (hash, purpose, created_at, expires_at) values ('x', 'reset', now(), now())`,
  account_mail_purpose_known: `insert into account_mail (id, account_id, purpose, due_at, created_at) values ('x', 'x', 'news', now(), now())`,
  account_mail_sent_holds_nothing: `insert into account_mail (id, account_id, purpose, sealed_token, created_at)
    values ('x', 'x', 'reset', 'x', now())`,
  account_mail_link_or_facts: `insert into account_mail (id, account_id, purpose, due_at, created_at)
    values ('x', 'x', 'factor-dropped', now(), now())`,
  audit_event_index_counts: `insert into audit_event values (0, 'x', 1, 'x', 'x', now(), now(), '{}', '', 'x')`,
};

for (const [constraint, sql] of Object.entries(REFUSED))
  test(`the database refuses a row against ${constraint}`, async () => {
    await expect(runSql(own.url, sql)).rejects.toMatchObject({ code: '23514', constraint });
  });

test('no CHECK of the migrations is without such a row', async () => {
  const { rows } = await runSql(
    own.url,
    `select conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace order by 1`,
  );
  expect(rows.map(({ conname }) => conname).sort()).toEqual(Object.keys(REFUSED).sort());
});

const DANGLING: Record<string, string> = {
  agency_member_office_id_fkey: `update agency set member_office_id = 9 where id = 'a'`,
  contact_deputy_fkey: `update contact set deputy_id = 'nobody'`,
  office_standing_agency_fkey: `update office set standing_agency = 'nowhere'`,
  office_chairman_office_fkey: `update office set chairman_office = 'nowhere'`,
  office_chairman_fkey: `update office set chairman = 'nobody'`,
  ledger_entry_contact_id_fkey: `update ledger_entry set contact_id = 'nobody' where id = (select min(id) from ledger_entry)`,
  assignment_agency_id_fkey: `delete from agency where id = 'a'`,
};

for (const [constraint, sql] of Object.entries(DANGLING))
  test(`nothing may point at nobody: ${constraint}`, async () => {
    const refusal = await runSql(own.url, `begin; ${sql}; rollback`).catch((error) => error);
    expect(['23503', '23001']).toContain(refusal.code);
  });

const DOUBLE: Record<string, string> = {
  report_one_waits: `insert into report (id, assignment_id, sequence, note, reported_on, actor, outcome)
    select n::text, id, n, '', '2026-03-02', 'x', 'waiting' from assignment, generate_series(1, 2) n`,
  ledger_entry_assignment_id_step_contact_id_slot_at_key: copyOf('ledger_entry'),
  assignment_plan_id_key_key: copyOf('assignment'),
  plan_revision_plan_id_number_key: copyOf('plan_revision'),
  calendar_edition_name_edition_key: copyOf('calendar_edition'),
  ladder_policy_name_version_key: copyOf('ladder_policy'),
  audit_event_subject_sequence_key: `insert into audit_event select (jsonb_populate_record(e, '{"index": 99, "hash": "x"}')).* from audit_event e`,
  audit_event_hash_key: `insert into audit_event select (jsonb_populate_record(e, '{"index": 99, "subject": "x"}')).* from audit_event e where index = 1`,
};

for (const [constraint, sql] of Object.entries(DOUBLE))
  test(`nothing is there twice: ${constraint}`, async () => {
    await expect(runSql(own.url, sql)).rejects.toMatchObject({ code: '23505', constraint });
  });

/** The first row of a table once more, under another id. */
function copyOf(table: string): string {
  return `insert into ${table} select (jsonb_populate_record(t, '{"id": "x"}')).* from ${table} t limit 1`;
}
