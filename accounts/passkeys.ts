// Passkeys, by a library of WebAuthn (docs/adr/0283): what a browser is asked, and whether its answer is one of ours.
import { randomBytes } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import type { NewPasskey, StoredPasskey } from '#store/passkey-store.ts';

/** What a browser is asked, as the standard's JSON has it; `challenge` comes back signed. */
export type PasskeyAsked = ReturnType<typeof askForOne>;
export type NewPasskeyAsked = ReturnType<typeof askForNew>;

export interface Passkeys {
  /** Where the pages have to be open for it; null = browsers make none for the address of this installation. */
  address: string | null;
  askForNew(owner: PasskeyOwner): NewPasskeyAsked;
  askForOne(): PasskeyAsked;
  /** What an answer says it answers; null = nothing that can be read. */
  challengeOf(answer: Pick<PasskeyAnswer<never>, 'response'>): string | null;
  /** The new passkey of an answer; null = it is none, or of something else than was asked. */
  readNew(answer: MadePasskey, challenge: string): Promise<NewPasskey | null>;
  /** The counter of an authenticator that has shown this passkey; null = it has not. */
  readUse(answer: ShownPasskey, passkey: StoredPasskey, challenge: string): Promise<{ counter: number } | null>;
}

export interface PasskeyOwner {
  id: string;
  name: string;
  email: string;
  /** What they have already is not made twice on one device. */
  passkeys: readonly Pick<StoredPasskey, 'credentialId' | 'transports'>[];
}

/** As a browser sends it, in base64url. */
interface PasskeyAnswer<Parts extends string> {
  id: string;
  rawId: string;
  response: { clientDataJSON: string; transports?: readonly string[] | undefined } & Record<Parts, string>;
}
export type MadePasskey = PasskeyAnswer<'attestationObject'>;
export type ShownPasskey = PasskeyAnswer<'authenticatorData' | 'signature'> & { response: { userHandle: string } };

type Library = typeof import('@simplewebauthn/server');

export function createPasskeys(publicUrl: string): Passkeys {
  const { origin, hostname } = new URL(publicUrl);
  const ours = { expectedOrigin: origin, expectedRPID: hostname, requireUserVerification: true };
  return {
    address: areMadeAt(publicUrl) ? origin : null,
    askForNew: (owner) => askForNew(hostname, owner),
    askForOne: () => askForOne(hostname),
    challengeOf,
    async readNew(answer, challenge) {
      if (!(await isPlain(answer.response.attestationObject))) return null;
      const { verifyRegistrationResponse } = await library();
      const response = { ...answer, ...REST } as unknown as RegistrationResponseJSON;
      const read = await verifyRegistrationResponse({ response, expectedChallenge: challenge, ...ours }).catch(isNone);
      if (!read?.verified) return null;
      const { id, publicKey, counter } = read.registrationInfo.credential;
      return { credentialId: id, publicKey, counter, transports: answer.response.transports ?? [] };
    },
    async readUse(answer, passkey, challenge) {
      const { verifyAuthenticationResponse } = await library();
      const response = { ...answer, ...REST } as unknown as AuthenticationResponseJSON;
      // The library would look at the counter before the signature, and anybody could make a passkey look doubted: claimPasskeyUse does it.
      const credential = { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: 0 };
      const asked = { response, expectedChallenge: challenge, credential, ...ours };
      const read = await verifyAuthenticationResponse(asked).catch(isNone);
      if (!read?.verified || !isOf(passkey.accountId, answer.response.userHandle)) return null;
      return { counter: read.authenticationInfo.newCounter };
    },
  };
}

/** How long the browser asks somebody: less than the challenge lives. */
const ASKED_MS = 4 * 60_000;
/** Ed25519, ECDSA with P-256, RSA: what the library reads unless it is told otherwise. */
const ALGORITHMS = [-8, -7, -257];
const CREDENTIAL = 'public-key' as const;
const REQUIRED = 'required' as const;

/** The device names the account itself (a resident key), and makes sure that it is its owner. */
function askForNew(rpId: string, { id, name, email, passkeys }: PasskeyOwner) {
  return {
    rp: { name: 'dôn đốc', id: rpId },
    user: { id: Buffer.from(id).toString('base64url'), name: email, displayName: name },
    challenge: newChallenge(),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: CREDENTIAL })),
    timeout: ASKED_MS,
    excludeCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      type: CREDENTIAL,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: REQUIRED, requireResidentKey: true, userVerification: REQUIRED },
    attestation: 'none' as const,
  };
}

/** No account is named: the device offers those that it knows. */
function askForOne(rpId: string) {
  return { rpId, challenge: newChallenge(), timeout: ASKED_MS, userVerification: REQUIRED };
}

function newChallenge(): string {
  return randomBytes(32).toString('base64url');
}

const REST = { type: CREDENTIAL, clientExtensionResults: {} };

/** Browsers make passkeys for a name that is spoken to by https, or for this machine; for no address in digits. */
function areMadeAt(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  if (hostname === 'localhost') return true;
  return protocol === 'https:' && !hostname.startsWith('[') && !/^[\d.]+$/.test(hostname);
}

/** Some MB of standards: loaded when somebody first has to do with a passkey. */
function library(): Promise<Library> {
  return import('@simplewebauthn/server');
}

/** Whatever is wrong with an answer is thrown: it is none. */
function isNone(): null {
  return null;
}

/** Without the word of a maker, which is not asked for: nothing of an answer leads to certificates and to whoever issued them. */
async function isPlain(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await import('@simplewebauthn/server/helpers');
  try {
    const read = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    return ['none', 'packed'].includes(read.get('fmt')) && read.get('attStmt').get('x5c') === undefined;
  } catch {
    return false;
  }
}

/** The authenticator says whose passkey it is as it was told when it made it. */
function isOf(accountId: string, userHandle: string): boolean {
  return Buffer.from(userHandle, 'base64url').toString() === accountId;
}

const ClientData = z.object({ challenge: z.string().min(1) });

function challengeOf({ response }: Pick<PasskeyAnswer<never>, 'response'>): string | null {
  try {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString();
    return ClientData.parse(JSON.parse(text)).challenge;
  } catch {
    return null;
  }
}
