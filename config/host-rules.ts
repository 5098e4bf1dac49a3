// Under which names this server may be spoken to, and from which pages: without accounts a browser's own words are all there is (ADR 0080).
import { isIP } from 'node:net';

export interface HostRules {
  /** Whether a request to this authority (`host[:port]`) is meant for this server. */
  allowsHost(authority: string | undefined, listeningPort: number): boolean;
  /** Whether a page of this origin is one of ours; `null` and everything that is no origin is not. */
  allowsOrigin(origin: string, listeningPort: number): boolean;
}

/** The names of `publicUrl` and of the loopback; what a proxy says in X-Forwarded-Host does not count, a page could say it too. */
export function createHostRules(publicUrl: string): HostRules {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  const publicPorts = new Set([port, '', protocol === 'https:' ? '443' : '80']);
  if (port !== '') publicPorts.delete(protocol === 'https:' ? '443' : '80');
  return {
    allowsHost(authority, listeningPort) {
      const asked = readAuthority(authority);
      if (asked === null) return false;
      // A proxy may leave the port out of what it passes on.
      if (asked.name === withoutDot(hostname) && publicPorts.has(asked.port)) return true;
      return LOOPBACK.has(asked.name) && Number(asked.port || '80') === listeningPort;
    },
    allowsOrigin(given, listeningPort) {
      const asked = given.toLowerCase();
      if (asked === origin.toLowerCase()) return true;
      const page = URL.canParse(asked) ? new URL(asked) : null;
      if (page === null || page.protocol !== 'http:' || page.origin !== asked) return false;
      return LOOPBACK.has(page.hostname) && Number(page.port || '80') === listeningPort;
    },
  };
}

/**
 * True for names that no page can have got by pointing its own name here: an address in digits, or a single word inside a network.
 * Probes and collectors of a container platform use them; a request of HTTP/1.0 has no name at all.
 */
export function isInternalName(authority: string | undefined): boolean {
  if (authority === undefined) return true;
  const asked = readAuthority(authority);
  return asked !== null && (isIP(asked.name.replace(/^\[|\]$/g, '')) > 0 || /^[a-z0-9_-]+$/.test(asked.name));
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const AUTHORITY = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/;

function readAuthority(authority: string | undefined): { name: string; port: string } | null {
  const [, name, port = ''] = AUTHORITY.exec(authority?.toLowerCase() ?? '') ?? [];
  return name === undefined ? null : { name: withoutDot(name), port };
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, '');
}
