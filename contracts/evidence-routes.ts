// How files come in for a report; how they leave stands in other-routes.ts.
import { z } from 'zod';
import { UploadedEvidence } from './evidence.ts';
import { Id } from './primitives.ts';

export const evidenceRoutes = {
  uploadEvidence: {
    method: 'POST',
    path: '/api/assignments/:id/files',
    summary: 'Keeps a file (multipart field `file`) for a day, so that a report of the same person can name it',
    params: z.object({ id: Id }),
    upload: 'file',
    refuses: ['not-found', 'command-does-not-fit', 'evidence-refused', 'uploads-busy', 'upload-stalled'],
    idempotencyKey: true,
    response: UploadedEvidence,
  },
  uploadLinkEvidence: {
    method: 'POST',
    path: '/api/links/:token/files',
    summary: 'Keeps a file (multipart field `file`) for a day, so that the report of this link can name it',
    params: z.object({ token: z.string() }),
    upload: 'file',
    refuses: [
      'not-found',
      'link-invalid',
      'link-expired',
      'link-other-action',
      'link-holder-changed',
      'command-does-not-fit',
      'evidence-refused',
      'uploads-busy',
      'upload-stalled',
    ],
    idempotencyKey: true,
    everybody: true,
    response: UploadedEvidence,
  },
} as const;
