// What a link of a letter opens, as rows of the route table.
import { z } from 'zod';
import { AssignmentCommand } from './assignment.ts';
import { LinkView, MyWork } from './link-views.ts';
import { PAGE_MAX } from './paging.ts';

const Token = z.object({ token: z.string() });

export const linkRoutes = {
  getLink: {
    method: 'GET',
    path: '/api/links/:token',
    summary: 'What a link of a mail is about; changes nothing, however often it is opened',
    params: Token,
    refuses: ['not-found', 'link-invalid', 'link-expired', 'link-holder-changed'],
    everybody: true,
    response: LinkView,
  },
  getMyWork: {
    method: 'GET',
    path: '/api/links/:token/work',
    summary: 'All that is open for the holder of a digest’s link, a page of it; changes nothing',
    params: Token,
    query: z.object({
      page: z.coerce.number().int().min(1).max(PAGE_MAX).default(1),
      pageSize: z.coerce.number().int().min(1).max(100).default(20),
    }),
    refuses: ['link-invalid', 'link-expired', 'link-other-action', 'link-holder-changed'],
    everybody: true,
    response: MyWork,
  },
  useLink: {
    method: 'POST',
    path: '/api/links/:token',
    summary: 'Does what the link is for, once',
    params: Token,
    body: AssignmentCommand,
    refuses: [
      'not-found',
      'link-invalid',
      'link-expired',
      'link-used',
      'link-other-action',
      'link-holder-changed',
      'command-does-not-fit',
      'evidence-unknown',
      'engine-unavailable',
    ],
    idempotencyKey: true,
    everybody: true,
    response: LinkView,
  },
} as const;
