import { messageWords } from '../words/ledger-words.ts';
import { Tag, type Tone } from './tag.tsx';

// How much attention each wants; what is not named here wants none.
const tones: Record<string, Tone> = {
  planned: 'blue',
  staged: 'blue',
  sending: 'blue',
  deferred: 'blue',
  held: 'blue',
  sent: 'green',
  delivered: 'green',
  read: 'green',
  covered: 'green',
  refused: 'red',
  unknown: 'red',
  failed: 'red',
};

/** How a row of the reminder ledger, or a message, stands; a status that is not known is shown as it is. */
export function LedgerTag({ status }: { status: string }) {
  return <Tag tone={tones[status] ?? 'grey'}>{messageWords[status] ?? status}</Tag>;
}
