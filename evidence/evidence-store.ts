// Where the content of files that people hand in is kept, each under its hash: on disk or in S3 (docs/adr/0230).
import type { Readable } from 'node:stream';
import type { EvidenceFile } from '#contracts/evidence.ts';

/** What a content is known by. */
export type Content = Pick<EvidenceFile, 'sha256' | 'size'>;

export interface EvidenceStore {
  /** Keeps the file at `path` under its hash. When it returns, the content outlives a power cut; kept again it changes nothing. */
  keep(path: string, content: Content): Promise<void>;
  /** The content as it lies there, which may not be what the hash says; null = there is none. */
  open(sha256: string): Promise<Readable | null>;
  /** Removes it; what is not there is removed already. */
  drop(sha256: string): Promise<void>;
}
