// What the programs may do with each table. The owner of the tables migrates; the programs connect as a role that owns nothing
// (docs/adr/0070). Derived from the stores and held against the database and the code by tests/store/application-grants.*.

/** As in GRANT; an UPDATE with columns leaves every other column as it was written. */
export type Grant = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | `UPDATE (${string})`;

const READ: readonly Grant[] = ['SELECT'];
/** Written once: nothing that the programs do changes or removes a row. */
const WRITE_ONCE: readonly Grant[] = ['SELECT', 'INSERT'];
const KEEP_CURRENT: readonly Grant[] = ['SELECT', 'INSERT', 'UPDATE'];
/** Rows that say what is so now, and say nothing when they are gone. */
const REPLACE: readonly Grant[] = ['SELECT', 'INSERT', 'DELETE'];

const changing = (...columns: string[]): readonly Grant[] => [...WRITE_ONCE, `UPDATE (${columns.join(', ')})`];

/** Table by table; a table that is missing here gets UNLISTED, and a test fails. */
export const APPLICATION_GRANTS: Readonly<Record<string, readonly Grant[]>> = {
  _prisma_migrations: READ,

  audit_event: WRITE_ONCE,
  used_link: WRITE_ONCE,

  idempotency_key: [...changing('lease_until', 'sealed_answer'), 'DELETE'],

  // What the library of accounts writes: a session moves on, a challenge goes when it was answered.
  user_account: KEEP_CURRENT,
  account_credential: [...KEEP_CURRENT, 'DELETE'],
  account_session: [...KEEP_CURRENT, 'DELETE'],
  account_challenge: [...KEEP_CURRENT, 'DELETE'],
  account_totp: [...KEEP_CURRENT, 'DELETE'],
  account_passkey: [...changing('counter', 'last_used_at'), 'DELETE'],
  passkey_challenge: REPLACE,
  role_held: [...changing('from_date', 'to_date', 'given_by', 'given_at'), 'DELETE'],
  account_key: changing('last_used_at', 'revoked_at'),
  account_link: [...changing('used_at'), 'DELETE'],
  account_mail: changing('sealed_token', 'attempts', 'due_at', 'sent_at', 'reason'),
  // An account is told apart from a person of the roster when it is made.
  account_contact: WRITE_ONCE,
  account_place: [...changing('last_at'), 'DELETE'],
  sign_in_rule: KEEP_CURRENT,
  sign_in_brake: [...changing('failures', 'last_at'), 'DELETE'],

  member_office: changing('name', 'sender_address'),
  letterhead: KEEP_CURRENT,
  office: KEEP_CURRENT,
  agency: KEEP_CURRENT,
  agency_group: REPLACE,
  agency_group_member: REPLACE,
  field_lead: REPLACE,
  contact: KEEP_CURRENT,
  contact_leave: REPLACE,
  shared_address: REPLACE,

  calendar_edition: WRITE_ONCE,
  calendar_year: WRITE_ONCE,
  calendar_day: WRITE_ONCE,
  ladder_policy: WRITE_ONCE,

  // Of a draft; what was given out stays by trigger.
  plan: [
    ...changing('status', 'version', 'content_key', 'year_from', 'year_to', 'issued_on', 'year_evidence'),
    'DELETE',
  ],
  plan_revision: [...changing('published_at'), 'DELETE'],
  plan_field: REPLACE,
  plan_activity: [...changing('decided_text', 'version'), 'DELETE'],

  publication: changing('roster', 'total', 'recorded', 'recorded_at'),
  assignment: changing(
    'agency_id',
    'status',
    'sequence',
    'lifecycle_ready_at',
    'acknowledged_at',
    'reported_on',
    'ended_at',
    'ladder_resumed_from',
    'next_step',
    'next_rung',
    'next_step_at',
  ),
  // Follows the log: a row that the log does not speak of is removed when it is mended.
  listed_assignment: [...KEEP_CURRENT, 'DELETE'],
  report: changing('outcome', 'outcome_reason'),
  report_file: WRITE_ONCE,
  work_from_above: changing(
    'office_name',
    'plan_title',
    'title',
    'products',
    'due',
    'status',
    'sequence',
    'return_reason',
    'plan_id',
  ),
  evidence_upload: [...changing('named_at', 'expires_at'), 'DELETE'],
  ledger_entry: changing('status', 'reason', 'channel', 'message_id', 'ended_at', 'sealed_index'),

  prepared_letter: REPLACE,
  message: changing('status', 'reason', 'channel', 'next_attempt_at', 'ended_at', 'sealed_index'),
  delivery: changing(
    'at',
    'outcome',
    'provider_id',
    'code',
    'words',
    'permanent',
    'action',
    'not_before',
    'cost_dong',
    'receipt',
    'receipt_at',
  ),
  unreachable_channel: [...KEEP_CURRENT, 'DELETE'],
  attention: KEEP_CURRENT,
  incoming_event: changing('attempts', 'due_at', 'result', 'dead_at'),
  worker_heartbeat: [...changing('at', 'lag_ms', 'loops'), 'DELETE'],

  zalo_token: KEEP_CURRENT,
  zalo_link_code: REPLACE,

  webhook_subscription: [...changing('filter', 'active', 'sealed_secret'), 'DELETE'],
  webhook_retired_secret: REPLACE,
  webhook_cursor: changing('audit_index'),
  // Deliveries of a removed subscription go by the foreign key, in the owner's name.
  webhook_delivery: changing('status', 'attempts', 'due_at', 'last_at', 'code', 'words'),
};

/** For a table of a later version that nobody has listed yet: it works, and is never emptied or altered. */
export const UNLISTED: readonly Grant[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
