// Somebody at the sign-in page, or before what asks for a proof, is about to show a passkey: what their browser is asked for.
import type { PasskeyAsked } from '#accounts/passkeys.ts';
import { addChallenge } from '#store/passkey-store.ts';
import { whyNoPasskeys } from './parts/passkeys-here.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { PasskeyContext } from './seam/passkey-context.ts';
import type { Refusal } from './seam/refusal.ts';

/** The same for everybody: whose passkey it is says the answer. */
export const askForPasskey = defineOperation({
  name: 'ask-for-passkey',
  by: ['visitor'],
  refuses: { 'passkeys-need-https': 'browsers make none for the address of this installation' },
  run: async (
    context: PasskeyContext,
    _actor,
    _input: object,
  ): Promise<{ ok: true; options: PasskeyAsked } | Refusal<'passkeys-need-https'>> => {
    const why = whyNoPasskeys(context);
    if (why !== null) return why;
    const options = context.passkeys.askForOne();
    await addChallenge(context.database, { challenge: options.challenge, sessionId: null }, context.now());
    return { ok: true, options };
  },
});
