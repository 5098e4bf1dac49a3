import { messageWords } from '../words/ledger-words.ts';
import { Tag, type Tone } from './tag.tsx';

const tones: Record<'plan' | 'good' | 'quiet' | 'bad', Tone> = {
  plan: 'blue',
  good: 'green',
  quiet: 'grey',
  bad: 'red',
};

/** How a row of the reminder ledger, or a message, stands; a status that is not known is shown as it is. */
export function LedgerTag({ status }: { status: string }) {
  const entry = messageWords[status];
  return <Tag tone={tones[entry?.tone ?? 'quiet']}>{entry?.words ?? status}</Tag>;
}
