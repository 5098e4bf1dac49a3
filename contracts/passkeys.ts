// Passkeys (WebAuthn): what a browser is asked and what it answers, in base64url as the standard's JSON has it.
import { z } from 'zod';
import { Instant, requiredText, Id as StoredId } from './primitives.ts';

const Bytes = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/, 'phải là base64url');
const CredentialId = Bytes(1400);
const Transports = z.array(z.string().max(50)).max(20);
const Credential = z.object({ id: z.string(), type: z.literal('public-key'), transports: Transports.optional() });

const NewPasskeyOptions = z
  .object({
    rp: z.object({ name: z.string(), id: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(z.object({ alg: z.number().int(), type: z.literal('public-key') })),
    timeout: z.number().int(),
    excludeCredentials: z.array(Credential),
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.boolean(),
      userVerification: z.literal('required'),
    }),
    attestation: z.literal('none'),
  })
  .describe('PublicKeyCredentialCreationOptionsJSON of WebAuthn');

const PasskeyOptions = z
  .object({
    rpId: z.string(),
    challenge: z.string(),
    timeout: z.number().int(),
    userVerification: z.literal('required'),
  })
  .describe('PublicKeyCredentialRequestOptionsJSON of WebAuthn; whose passkey it is says the answer');

const MadePasskey = z.object({
  id: CredentialId,
  rawId: CredentialId,
  response: z.object({
    clientDataJSON: Bytes(4000),
    attestationObject: Bytes(20_000),
    transports: Transports.optional(),
  }),
});

const ShownPasskey = z.object({
  id: CredentialId,
  rawId: CredentialId,
  response: z.object({
    clientDataJSON: Bytes(4000),
    authenticatorData: Bytes(4000),
    signature: Bytes(4000),
    userHandle: Bytes(100),
  }),
});

const Done = z.object({ done: z.literal(true) });

/** The operations on passkeys, part of the route table. */
export const passkeyRoutes = {
  askForPasskey: {
    method: 'POST',
    path: '/api/auth/passkey/start',
    summary:
      'What a browser is asked for when somebody signs in, or proves who they are, by a passkey; once, for five minutes',
    refuses: ['passkeys-need-https'],
    everybody: true,
    response: z.object({ options: PasskeyOptions }),
  },
  signInWithPasskey: {
    method: 'POST',
    path: '/api/auth/passkey',
    summary: 'Signs in by a passkey: no name, no password, no code; the session is a cookie',
    body: z.object({
      response: ShownPasskey,
      remember: z.boolean().default(true).describe('false: until the browser is closed'),
    }),
    refuses: ['sign-in-wrong', 'sign-in-slowed', 'account-off'],
    everybody: true,
    response: Done,
  },
  proveWithPasskey: {
    method: 'POST',
    path: '/api/auth/prove/passkey',
    summary: 'Shows again who is signed in, by a passkey of theirs; the session goes on as a new one',
    body: z.object({ response: ShownPasskey }),
    refuses: ['sign-in-needed', 'sign-in-wrong', 'sign-in-slowed', 'account-off'],
    everybody: true,
    response: Done,
  },
  listPasskeys: {
    method: 'GET',
    path: '/api/passkeys',
    summary: 'One’s passkeys',
    response: z.object({
      address: z
        .string()
        .nullable()
        .describe(
          'where the page has to be open for it; null: browsers make none for the address of this installation',
        ),
      passkeys: z.array(
        z.object({ id: z.string(), name: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable() }),
      ),
    }),
  },
  startPasskey: {
    method: 'POST',
    path: '/api/passkeys/start',
    summary: 'What a browser is asked for when somebody adds a passkey; for this session, once, for five minutes',
    refuses: ['passkeys-need-https', 'passkey-refused'],
    proof: true,
    response: z.object({ options: NewPasskeyOptions }),
  },
  addPasskey: {
    method: 'POST',
    path: '/api/passkeys',
    summary: 'Adds the passkey that a browser has made; from now on it signs in',
    body: z.object({ name: requiredText(100), response: MadePasskey }),
    refuses: ['passkey-refused'],
    response: Done,
  },
  removePasskey: {
    method: 'DELETE',
    path: '/api/passkeys/:id',
    summary: 'Removes a passkey of one’s own',
    params: z.object({ id: StoredId }),
    proof: true,
    response: z.object({ removed: z.boolean() }),
  },
} as const;
