// Where a request comes from, as far as it can be believed.
import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { proxyRules } from '#config/proxies.ts';

/**
 * The address of whoever asks; of IPv6 the network, since one person has all of it. What X-Forwarded-For says counts only from a proxy that is
 * ours: on this machine, or named in TRUSTED_PROXIES. Each proxy adds the one it heard from at the end, so the list is read backwards up to the
 * first that is none of ours: everything before it the visitor could have written.
 */
export function networkOf({ raw }: Pick<FastifyRequest, 'raw'>, trustedProxies: readonly string[] = []): string {
  const isOurs = rulesFor(trustedProxies);
  let address = plain(raw.socket.remoteAddress ?? '');
  const told = String(raw.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => plain(one.trim()))
    .filter(Boolean);
  while (isOurs(address) && told.length > 0) address = told.pop() as string;
  return isIPv6(address) ? `${expand(address).slice(0, 4).join(':')}::/64` : address.slice(0, 60);
}

const known = new WeakMap<readonly string[], ReturnType<typeof proxyRules>>();

/** The rules of a list are made once. */
function rulesFor(trustedProxies: readonly string[]): ReturnType<typeof proxyRules> {
  const made = known.get(trustedProxies) ?? proxyRules(trustedProxies);
  known.set(trustedProxies, made);
  return made;
}

function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}

/** The eight groups of an address. */
function expand(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  return [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'), ...after];
}
