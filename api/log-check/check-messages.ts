// What the API and the thread that checks the log say to each other.

import type { EvidenceSettings } from '#config/evidence-settings.ts';

export interface CheckOrder {
  databaseUrl: string;
  /** Whose log. */
  office: number;
  /** Where the files are that the log names. */
  evidence: EvidenceSettings;
}

export type FromCheck =
  | { kind: 'events'; count: number }
  | { kind: 'found'; ok: boolean; events: number; root: string; words: string[] };
