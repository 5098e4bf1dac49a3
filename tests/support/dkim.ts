// RFC 6376 as a receiving server checks it, for relaxed/relaxed signatures with SHA-256.
import { createHash, createVerify, type KeyObject } from 'node:crypto';

/** Whether the first DKIM signature of a raw mail fits its body and headers under the key. */
export function isSignedBy(raw: string, publicKey: KeyObject): { ok: boolean; domain: string; selector: string } {
  const split = raw.indexOf('\r\n\r\n');
  const headers = raw
    .slice(0, split)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const signature = headers.find((header) => /^dkim-signature:/i.test(header)) ?? '';
  const tags = new Map(
    signature
      .slice(signature.indexOf(':') + 1)
      .split(';')
      .map((tag): [string, string] => {
        const [name = '', ...value] = tag.split('=');
        return [name.trim(), value.join('=').replace(/\s+/g, '')];
      }),
  );
  const bodyHash = createHash('sha256')
    .update(relaxedBody(raw.slice(split + 4)))
    .digest('base64');
  const signed = (tags.get('h') ?? '').split(':').flatMap((name) => {
    const header = headers.findLast((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return header === undefined ? [] : [`${relaxedHeader(header)}\r\n`];
  });
  const unsigned = relaxedHeader(signature).replace(/\bb=[^;]*$/, 'b=');
  const verifier = createVerify('rsa-sha256').update(signed.join('') + unsigned);
  const ok = bodyHash === tags.get('bh') && verifier.verify(publicKey, tags.get('b') ?? '', 'base64');
  return { ok, domain: tags.get('d') ?? '', selector: tags.get('s') ?? '' };
}

function relaxedHeader(header: string): string {
  const colon = header.indexOf(':');
  return `${header.slice(0, colon).trim().toLowerCase()}:${header
    .slice(colon + 1)
    .replace(/\s+/g, ' ')
    .trim()}`;
}

function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${line}\r\n`).join('');
}
