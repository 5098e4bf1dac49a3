import type { AssignmentStatus } from '../api/types.ts';
import { statusWords } from '../words/status-words.ts';
import { Tag, type Tone } from './tag.tsx';

const tones: Record<AssignmentStatus, Tone> = {
  assigned: 'grey',
  'in-progress': 'blue',
  reported: 'amber',
  verified: 'green',
  withdrawn: 'grey',
};

/** The state of an assignment. */
export function StatusTag({ status }: { status: AssignmentStatus }) {
  return <Tag tone={tones[status]}>{statusWords[status]}</Tag>;
}
