// An answer that came before the body was read to its end: the sender gets a moment to hear it, then the connection is cut.
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

export interface CutLimits {
  /** Most programs send all they have before they listen, and lose an answer that meets a closed connection. */
  bytes: number;
  ms: number;
}

const LIMITS: CutLimits = { bytes: 8 * 1024 * 1024, ms: 2_000 };

/** No request is read on and on after its answer: 8 MB or two seconds of the rest, whichever comes first. */
export function registerBodyCut(app: Pick<FastifyInstance, 'addHook'>, limits = LIMITS): void {
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.complete === false && !raw.destroyed) takeRest(raw, limits);
  });
}

function takeRest(message: IncomingMessage, limits: CutLimits): void {
  const { socket } = message;
  const before = socket.bytesRead;
  const measure = setInterval(() => {
    // The socket and not the message, which Node empties by itself after the answer. Paused and not closed: whoever still sends has the
    // answer and can read it.
    if (socket.bytesRead - before > limits.bytes) socket.pause();
  }, 20);
  const cut = setTimeout(() => socket.destroy(), limits.ms);
  const stop = () => {
    clearInterval(measure);
    clearTimeout(cut);
  };
  message.once('end', stop);
  message.once('close', stop);
  socket.once('close', stop);
  message.unpipe();
  message.resume();
}
