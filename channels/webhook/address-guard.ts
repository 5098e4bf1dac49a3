import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

export type AddressVerdict =
  | { ok: true; address: string; family: 4 | 6 }
  | { ok: false; code: 'bad-url' | 'private-address' | 'not-https' | 'unresolved'; why: string };

export type GuardOptions = {
  /** An installation whose receivers live in the same network allows private addresses and plain HTTP. */
  allowPrivate: boolean;
  lookup?: (hostname: string) => Promise<{ address: string; family: number }[]>;
};

/**
 * The one address to connect to, or why not. The caller connects to this very address (not to the name again), so that a name cannot point
 * elsewhere between check and use; a name with any private address is refused as a whole.
 */
export async function guardAddress(url: URL, options: GuardOptions): Promise<AddressVerdict> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { ok: false, code: 'bad-url', why: `không gọi được ${url.protocol}` };
  if (url.username !== '' || url.password !== '')
    return { ok: false, code: 'bad-url', why: 'địa chỉ không được chứa mật khẩu' };
  if (url.protocol === 'http:' && !options.allowPrivate)
    return { ok: false, code: 'not-https', why: 'chỉ gửi tới địa chỉ https' };
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const found = await resolve(hostname, options.lookup ?? ((name) => systemLookup(name, { all: true })));
  const [first] = found;
  if (first === undefined) return { ok: false, code: 'unresolved', why: `không tìm thấy máy ${hostname}` };
  if (!options.allowPrivate) {
    const inner = found.find(({ address }) => isPrivate(address));
    const isItself = inner?.address === hostname;
    const why = isItself ? `${hostname} là địa chỉ nội bộ` : `${hostname} trỏ tới địa chỉ nội bộ ${inner?.address}`;
    if (inner) return { ok: false, code: 'private-address', why };
  }
  return { ok: true, address: first.address, family: first.family === 6 ? 6 : 4 };
}

async function resolve(hostname: string, lookup: NonNullable<GuardOptions['lookup']>) {
  const literal = isIP(hostname);
  if (literal !== 0) return [{ address: hostname, family: literal }];
  try {
    return await lookup(hostname);
  } catch {
    return [];
  }
}

/** Loopback, private, link-local (cloud metadata lives there), shared, multicast, documentation and every form that hides an IPv4 in an IPv6. */
export function isPrivate(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  if (family === 4) return PRIVATE.check(address, 'ipv4');
  const embedded = embeddedIpv4(address);
  if (embedded !== null) return isPrivate(embedded);
  return PRIVATE.check(address, 'ipv6');
}

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv6');
}

/** The IPv4 inside a mapped (`::ffff:`), compatible (`::`), NAT64 (`64:ff9b::`) or 6to4 (`2002:`) address. */
function embeddedIpv4(address: string): string | null {
  // The URL parser writes IPv6 in its one canonical form: no dotted tail, no leading zeros.
  const canonical = new URL(`http://[${address.split('%')[0]}]/`).hostname.slice(1, -1);
  const words = expand(canonical);
  const tail = (high: number, low: number) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = words;
  const zeros = a === 0 && b === 0 && c === 0 && d === 0 && e === 0;
  if (zeros && (f === 0xffff || (f === 0 && g !== 0))) return tail(g, h);
  if (a === 0x64 && b === 0xff9b) return tail(g, h);
  if (a === 0x2002) return tail(b, c);
  return null;
}

function expand(address: string): number[] {
  const [head = '', rest] = address.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)));
  const left = parse(head);
  const right = rest === undefined ? [] : parse(rest);
  return [...left, ...Array(8 - left.length - right.length).fill(0), ...right];
}
