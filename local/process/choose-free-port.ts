import { createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that was free a moment ago; `preferred` when that one is free. */
export async function chooseFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isPortFree(preferred))) return preferred;
  return listenOnce(0, '127.0.0.1');
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

function listenOnce(port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}
