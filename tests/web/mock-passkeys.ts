// Passkeys at the mock server: it asks a browser as the product does, and takes whatever the browser makes.
import { randomBytes } from 'node:crypto';
import { createPasskeys } from '#accounts/passkeys.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { World } from './mock-world.ts';

const AT = instantOf(new Date('2026-03-02T02:00:00Z'));
const DONE = { done: true as const };
const passkeys = createPasskeys('http://localhost');

export function passkeyHandlers(world: World) {
  const { own } = world.passkeys;
  return {
    askForPasskey: () => ({ options: passkeys.askForOne() }),
    signInWithPasskey: () => DONE,
    proveWithPasskey: () => DONE,
    listPasskeys: () => ({
      address: world.passkeys.address,
      passkeys: own.map((one) => ({ ...one, createdAt: AT })),
    }),
    startPasskey: () => {
      const owner = { id: 'u1', name: 'Nguyễn Thị Hạnh', email: 'can-bo@tu-ky.example', passkeys: [] };
      return { options: passkeys.askForNew(owner) };
    },
    addPasskey: ({ body }: { body: object }) => {
      const { name } = body as { name: string };
      own.push({ id: randomBytes(8).toString('hex'), name, lastUsedAt: null });
      return DONE;
    },
    removePasskey: ({ params }: { params: Record<string, string> }) => {
      const at = own.findIndex(({ id }) => id === params.id);
      own.splice(at, at < 0 ? 0 : 1);
      return { removed: at >= 0 };
    },
  };
}
