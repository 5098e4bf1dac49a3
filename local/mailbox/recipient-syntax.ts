const LOCAL_PART_OCTETS = 64;
const DOMAIN_OCTETS = 255;
const ATOM = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u;
const QUOTED = /^"(?:[^"\\\r\n]|\\[\x20-\x7e])*"$/;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;
const ADDRESS_LITERAL = /^\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9a-f:.]+)\]$/i;

/** True for a mailbox that RFC 5321 section 4.1.2 (with RFC 6531's letters) lets a server accept. */
export function isRecipientSyntax(address: string): boolean {
  const at = address.lastIndexOf('@');
  if (at < 1) return false;
  return isLocalPart(address.slice(0, at)) && isDomain(address.slice(at + 1));
}

function isLocalPart(local: string): boolean {
  if (Buffer.byteLength(local) > LOCAL_PART_OCTETS) return false;
  return QUOTED.test(local) || local.split('.').every((atom) => ATOM.test(atom));
}

function isDomain(domain: string): boolean {
  if (ADDRESS_LITERAL.test(domain)) return true;
  const labels = domain.split('.');
  // A last label of digits would be an IP address, which needs brackets.
  if (Buffer.byteLength(domain) > DOMAIN_OCTETS || /^\d+$/.test(labels.at(-1) as string)) return false;
  return labels.every((label) => LABEL.test(label));
}
