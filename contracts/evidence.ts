// Files that people hand in with a report.
import { z } from 'zod';
import { Instant } from './primitives.ts';

/** What is on record of a file: the log names it by its content. */
export const EvidenceFile = z.object({
  id: z.string(),
  name: z.string().describe('as it was handed in, without what no file system takes'),
  mediaType: z.string().describe('by its content, not by its name'),
  size: z.number().int().min(1).describe('bytes'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;

/** A file that is kept for a report that has not been given yet. */
export const UploadedEvidence = EvidenceFile.extend({
  expiresAt: Instant.describe('until then a report can name it; afterwards it is gone'),
});
export type UploadedEvidence = z.infer<typeof UploadedEvidence>;

export const EvidenceLimits = z.object({
  fileBytes: z.number().int().describe('of one file'),
  files: z.number().int().describe('with one report'),
});
export type EvidenceLimits = z.infer<typeof EvidenceLimits>;

/** No setting allows more with one report: an event of the log names each of them. */
export const EVIDENCE_FILES_MAX = 20;

/** What is taken, by content; each with the endings that a name may have. */
export const EVIDENCE_TYPES = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/heic': ['heic', 'heif'],
  'image/heif': ['heif', 'heic'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type EvidenceType = keyof typeof EVIDENCE_TYPES;
