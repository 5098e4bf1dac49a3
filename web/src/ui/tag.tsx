import type { ReactNode } from 'react';
import './tag.css';

export type Tone = 'green' | 'amber' | 'blue' | 'red' | 'grey';

/** A short state in a tinted box; the words carry the meaning, the colour only helps. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}
