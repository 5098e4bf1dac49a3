import type { Passkeys } from '#accounts/passkeys.ts';
import type { OperationContext } from './context.ts';

/** Where passkeys are made and shown. */
export interface PasskeyContext extends OperationContext {
  passkeys: Passkeys;
}
