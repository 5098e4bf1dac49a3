import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below what Linux (32768 and up), macOS and Windows (49152 and up) give to outgoing connections, and below what Temporal
 * takes for its inner services: a port of that range, free a moment ago, may be somebody's before its server listens.
 */
const LISTENING_PORTS = { from: 10_240, below: 32_768 };
const TRIES = 200;

/** A TCP port that was free a moment ago, outside the range of outgoing connections; `preferred` when that one is free. */
export async function chooseFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isPortFree(preferred))) return preferred;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = randomInt(LISTENING_PORTS.from, LISTENING_PORTS.below);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`no free TCP port between ${LISTENING_PORTS.from} and ${LISTENING_PORTS.below - 1}`);
}

/** True when a server could listen on the port, on every address of this machine. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    // Both: a server on 127.0.0.1 only does not hinder one on all addresses everywhere.
    await listenOnce(port, '127.0.0.1');
    await listenOnce(port, undefined);
    return true;
  } catch {
    return false;
  }
}

function listenOnce(port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
  });
}
