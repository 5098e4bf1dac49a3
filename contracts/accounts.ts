// People who sign in: who they are, as what, their sessions and their keys. How they come in is in sign-in.ts.
import { z } from 'zod';
import { listFields, Words, YesNo } from './paging.ts';
import { Instant, LocalDate, requiredText, StorableText, Id as StoredId } from './primitives.ts';

export const RoleName = z.enum([
  'administrator',
  'officer',
  'field-lead',
  'lead-head',
  'lead-clerk',
  'leadership',
  'auditor',
]);

/** A role as it is given: of one agency or of the whole office, from a day to a day. */
export const GivenRole = z.object({
  role: RoleName,
  agencyId: StoredId.nullable().default(null).describe('field-lead, lead-head and lead-clerk are held for one agency'),
  from: LocalDate.nullable().default(null),
  to: LocalDate.nullable().default(null).describe('the last day that counts'),
});

/** The usual form, with the lengths that a mail server takes: 64 before the sign, 63 for each part of the name behind it (RFC 5321, RFC 1035). */
export const MAIL_ADDRESS =
  /^(?=[^@]{1,64}@)(?!\.)(?!.*\.\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

export const Email = z.email({ pattern: MAIL_ADDRESS, error: 'phải là địa chỉ thư, ví dụ ten@don-vi.gov.vn' }).max(200);
export const PersonName = requiredText(200);

export const OfficeNumber = z.number().int().min(1).max(999_999_999);
const OfficeName = z.object({ id: OfficeNumber, name: z.string() });

const Me = z.object({
  name: z.string(),
  email: z.string().nullable(),
  sample: z.boolean(),
  secondFactor: z.boolean(),
  awaits: z
    .enum(['second-factor'])
    .nullable()
    .describe('second-factor: it is asked of this account, which has none; until then nothing else may be done'),
  office: OfficeName.describe('in which everything that this session asks for happens'),
  offices: z.array(OfficeName).describe('to which one belongs and can go over; empty for a key, which acts in one'),
  roles: z.array(z.object({ role: RoleName, words: z.string(), agency: z.string().nullable() })),
  rights: z
    .array(z.string())
    .describe('rows of docs/rights.md that may be done at this moment, at least for some work'),
});

const Session = z.object({
  id: z.string(),
  since: Instant,
  lastAt: Instant,
  network: z.string().nullable(),
  device: z.string().nullable(),
  current: z.boolean(),
});

const KeyScopeName = z.enum(['read', 'commands', 'all']);

const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  scope: KeyScopeName,
  scopeWords: z.string(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable().describe('to the minute'),
});

const Account = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  username: z.string().nullable(),
  contactId: z.string().nullable().describe('who of the roster this is; then its role there counts too'),
  sample: z.boolean(),
  active: z.boolean(),
  joined: z.boolean().describe('false: invited, and has not set a password yet'),
  twoFactor: z.boolean(),
  createdAt: Instant,
  roles: z.array(
    z.object({
      role: RoleName,
      agencyId: z.string().nullable(),
      from: LocalDate.nullable(),
      to: LocalDate.nullable(),
      givenBy: z.string(),
    }),
  ),
  etag: z.string().describe('the version of what the account may do, for If-Match'),
});

const Id = z.object({ id: StoredId });

/** The operations on accounts, part of the route table. */
export const accountRoutes = {
  getMe: { method: 'GET', path: '/api/me', summary: 'Who is signed in, and what they may do', response: Me },
  enterOffice: {
    method: 'PUT',
    path: '/api/me/office',
    summary: 'Goes over to another office of one’s own, with this session',
    body: z.object({ office: OfficeNumber }),
    refuses: ['not-found'],
    response: OfficeName,
  },
  dropSecondFactor: {
    method: 'POST',
    path: '/api/accounts/:id/drop-factor',
    summary:
      'Takes away the second factor of somebody who has lost it, signs them out everywhere and tells them by mail',
    params: Id,
    body: z.object({
      how: requiredText(1000).describe(
        'how they were recognised, three words at least: stands in the log and in the mail',
      ),
    }),
    refuses: ['not-found', 'account-elsewhere'],
    proof: true,
    response: z.object({ dropped: z.boolean() }),
  },
  listOffices: {
    method: 'GET',
    path: '/api/offices',
    summary: 'The offices that this installation serves; asked in the first one',
    response: z.array(OfficeName.extend({ addedAt: Instant })),
  },
  addOffice: {
    method: 'POST',
    path: '/api/offices',
    summary: 'Takes in another office, and invites the first person of it',
    body: z.object({ name: requiredText(200), officer: z.object({ name: PersonName, email: Email }) }),
    refuses: ['office-exists', 'account-exists'],
    idempotencyKey: true,
    proof: true,
    response: z.object({ office: OfficeNumber, accountId: z.string() }),
  },
  listSessions: {
    method: 'GET',
    path: '/api/sessions',
    summary: 'Where one is signed in, a page of it',
    query: z.object(listFields('-last', 'since')),
    pages: true,
    response: z.array(Session),
  },
  endSession: {
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'Ends a session of one’s own; `others` ends all but this one',
    params: Id,
    proof: true,
    response: z.object({ ended: z.number().int() }),
  },
  listKeys: {
    method: 'GET',
    path: '/api/keys',
    summary: 'One’s keys of the API, a page of them',
    query: z.object({ scope: KeyScopeName.optional(), ...listFields('-created', 'created', 'name') }),
    pages: true,
    response: z.array(ApiKey),
  },
  addKey: {
    method: 'POST',
    path: '/api/keys',
    summary: 'Makes a key of the API; it is shown in this answer and never again',
    body: z.object({
      name: requiredText(100),
      scope: KeyScopeName.describe('read; commands: also on assignments; all: everything of its owner'),
      days: z.number().int().min(1).max(3650).nullable().default(90).describe('null: until it is revoked'),
    }),
    idempotencyKey: true,
    proof: true,
    response: z.object({ id: z.string(), secret: z.string() }),
  },
  revokeKey: {
    method: 'DELETE',
    path: '/api/keys/:id',
    summary: 'Ends a key of one’s own',
    params: Id,
    response: z.object({ revoked: z.boolean() }),
  },
  listAccounts: {
    method: 'GET',
    path: '/api/accounts',
    summary: 'Who signs in here, a page of them',
    query: z.object({
      active: YesNo.optional(),
      role: RoleName.optional(),
      agency: StoredId.optional().describe('who holds a role for this agency'),
      q: Words.optional().describe('words of the name, the address or the user name'),
      ...listFields('name', '-created'),
    }),
    refuses: ['not-found'],
    pages: true,
    response: z.array(Account),
  },
  inviteAccount: {
    method: 'POST',
    path: '/api/accounts',
    summary: 'Invites somebody by mail, with roles',
    body: z.object({ email: Email, name: PersonName, roles: z.array(GivenRole).max(50).default([]) }),
    refuses: ['account-exists'],
    idempotencyKey: true,
    proof: true,
    response: z.object({ id: z.string() }),
  },
  inviteAgain: {
    method: 'POST',
    path: '/api/accounts/:id/invitation',
    summary: 'Sends the invitation of somebody who has not come once more; the link of before ends',
    params: Id,
    refuses: ['not-found', 'account-off'],
    response: z.object({ sent: z.literal(true) }),
  },
  changeRoles: {
    method: 'POST',
    path: '/api/accounts/:id/roles',
    summary: 'Gives roles, or takes them; all of it or nothing',
    params: Id,
    body: z.object({
      give: z.array(GivenRole).max(50).default([]),
      take: z
        .array(z.object({ role: RoleName, agencyId: StorableText.nullable().default(null) }))
        .max(50)
        .default([]),
    }),
    refuses: ['not-found', 'last-administrator'],
    ifMatch: true,
    etag: true,
    proof: true,
    response: z.object({ changed: z.number().int(), etag: z.string() }),
  },
  switchAccount: {
    method: 'PUT',
    path: '/api/accounts/:id/active',
    summary: 'Switches an account off, which signs it out everywhere, or on again',
    params: Id,
    body: z.object({ active: z.boolean() }),
    refuses: ['not-found', 'last-administrator', 'account-elsewhere'],
    ifMatch: true,
    etag: true,
    proof: true,
    response: z.object({ active: z.boolean(), etag: z.string() }),
  },
} as const;
