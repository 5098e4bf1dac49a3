// An authenticator in this process: makes passkeys and signs with them as the standard has it, and otherwise than it has it where a test says so.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

export interface Says {
  origin?: string;
  rpId?: string;
  /** False = it has not looked who is there. */
  verifies?: boolean;
  counter?: number;
  userHandle?: string;
}

/** What it may be asked, as far as it looks. */
interface AskedForNew {
  rp: { id: string };
  user: { id: string };
  challenge: string;
}
type AskedForOne = { rpId: string; challenge: string };

const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];

/** One passkey; `counter` goes on by itself unless a test says where it stands. */
export function createSoftAuthenticator(origin = 'http://localhost') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;
  let userHandle = '';
  const common = { id: id.toString('base64url'), rawId: id.toString('base64url') };
  const clientData = (type: string, challenge: string, says: Says) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: says.origin ?? origin, crossOrigin: false }));
  const dataOf = (rpId: string, more: number, says: Says) => {
    counter = says.counter ?? counter + 1;
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter);
    const flags = PRESENT | (says.verifies === false ? 0 : VERIFIED) | more;
    const hash = createHash('sha256')
      .update(says.rpId ?? rpId)
      .digest();
    return Buffer.concat([hash, Buffer.from([flags]), counted]);
  };
  return {
    id: common.id,
    make({ rp, user, challenge }: AskedForNew, says: Says & { attestation?: object; format?: string } = {}) {
      userHandle = user.id;
      const length = Buffer.from([0, id.length]);
      const authData = Buffer.concat([dataOf(rp.id, ATTESTED, says), Buffer.alloc(16), length, id, coseOf(publicKey)]);
      const attestation = new Map<string, unknown>([
        ['fmt', says.format ?? 'none'],
        ['attStmt', new Map(Object.entries(says.attestation ?? {}))],
        ['authData', new Uint8Array(authData)],
      ]);
      const response = {
        clientDataJSON: clientData('webauthn.create', challenge, says).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
        transports: ['internal'],
      };
      return { ...common, response };
    },
    show({ rpId, challenge }: AskedForOne, says: Says = {}) {
      const data = clientData('webauthn.get', challenge, says);
      const authData = dataOf(rpId, 0, says);
      const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()]);
      const response = {
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        userHandle: says.userHandle ?? userHandle,
      };
      return { ...common, response };
    },
  };
}

/** An ES256 key (RFC 9053). */
function coseOf(key: KeyObject): Uint8Array {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  const cose = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
  return isoCBOR.encode(cose as never);
}
