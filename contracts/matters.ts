// What needs a person: matters that came up and nobody has dealt with yet, as rows of the route table.
import { z } from 'zod';
import { listFields, Words } from './paging.ts';
import { Instant, Id as StoredId } from './primitives.ts';

export const Matter = z.object({
  id: z.string(),
  what: z.string(),
  where: z.string(),
  href: z.string().nullable().describe('the page where it is dealt with'),
  raisedAt: Instant,
  lastAt: Instant.describe('when it came up last'),
  etag: z.string().describe('the version of the matter, for If-Match'),
});

export const matterRoutes = {
  listMatters: {
    method: 'GET',
    path: '/api/attention',
    summary: 'Matters that need a person, a page of them',
    query: z.object({ q: Words.optional(), ...listFields('-last', 'raised') }),
    pages: true,
    response: z.array(Matter),
  },
  resolveMatter: {
    method: 'POST',
    path: '/api/attention/resolve',
    summary: 'Takes one matter off the list of what needs a person; 0 = it was off the list already',
    body: z.object({ id: StoredId }),
    ifMatch: true,
    response: z.object({ resolved: z.number().int() }),
  },
  reopenMatter: {
    method: 'POST',
    path: '/api/attention/reopen',
    summary: 'Takes back that a matter was dealt with; false = it is on the list, or never was',
    body: z.object({ id: StoredId }),
    response: z.object({ reopened: z.boolean() }),
  },
} as const;
