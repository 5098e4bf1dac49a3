import type { AssignmentStatus } from '../api/types.ts';
import { useMeta } from '../app/use-meta.ts';
import { statusWords } from '../words/status-words.ts';
import { Tag, type Tone } from './tag.tsx';

const tones: Record<AssignmentStatus, Tone> = {
  assigned: 'grey',
  'in-progress': 'blue',
  reported: 'amber',
  verified: 'green',
  withdrawn: 'grey',
};

/** The state of an assignment, in the server's words; in this page's own while those are not there. */
export function StatusTag({ status }: { status: AssignmentStatus }) {
  const meta = useMeta();
  return <Tag tone={tones[status]}>{meta.statusWords[status] ?? statusWords[status]}</Tag>;
}
