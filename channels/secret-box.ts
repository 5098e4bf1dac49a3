import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export type SecretBox = { seal(plain: string): string; open(sealed: string): string };

const VERSION = 'v1';

/**
 * Keeps a secret unreadable and unchangeable where it is stored (AES-256-GCM). `context` binds a sealed text to its place, so that one column's
 * value cannot be moved into another. Opening what was changed, or sealed with another key, throws.
 */
export function createSecretBox(masterKey: string, context: string): SecretBox {
  if (masterKey.length < 16) throw new Error('the key needs at least 16 characters');
  const key = Buffer.from(hkdfSync('sha256', masterKey, 'dondoc', `secret-box.${VERSION}.${context}`, 32));
  return {
    seal(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [VERSION, nonce, cipher.getAuthTag(), body]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed) {
      const [version, nonce = '', tag = '', body = ''] = sealed.split('.');
      if (version !== VERSION) throw new Error('not a sealed secret of this version');
      const bytes = (text: string) => Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes(nonce), { authTagLength: 16 });
      decipher.setAuthTag(bytes(tag));
      return Buffer.concat([decipher.update(bytes(body)), decipher.final()]).toString('utf8');
    },
  };
}
