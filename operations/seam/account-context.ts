import type { Passwords } from '#accounts/passwords.ts';
import type { SecretBox } from '#channels/secret-box.ts';
import type { OperationContext } from './context.ts';

/** Where people are let in: with what passwords are made of, and what seals a link until its letter has left. */
export interface AccountContext extends OperationContext {
  passwords: Passwords;
  /** Null = no letter leaves from here: whoever asks is handed the link. */
  letters: SecretBox | null;
}
