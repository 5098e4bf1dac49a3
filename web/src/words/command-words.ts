import type { CommandName } from '../api/types.ts';
import { catalogue } from './catalogue.ts';

/** Each command: its button, what is said when it is done, and what it will do. */
export const commandWords: Record<CommandName, { button: string; done: string; explain: string }> = catalogue.command;
