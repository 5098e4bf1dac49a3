import { beginning } from './beginning.ts';
import { catalogue } from './catalogue.ts';

/** How a row of the reminder ledger, or a message, stands. */
export const messageWords: Record<string, string> = beginning({ ...catalogue.reminder, ...catalogue.message });
