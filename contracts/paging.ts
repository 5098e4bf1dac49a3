// How every list is asked for: so many rows, in one of its orders, behind where the page before ended. One idea and one schema.
import { z } from 'zod';
import { StorableText } from './primitives.ts';

export const LIMIT_MAX = 200;

/** Far above what an office has, far below where a number of rows is no whole number any more. */
export const PAGE_MAX = 1_000_000;

/** Where a page ended; opaque, and good for the order that it was made in. */
export const Cursor = StorableText.max(20_000);

/** The fields of a list's query: `sorts` are its orders, the first of them the one that is used when none is named. */
export function listFields<const Sorts extends readonly [string, ...string[]]>(...sorts: Sorts) {
  return {
    sort: z.enum(sorts).default(sorts[0] as Sorts[number] & never),
    limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(LIMIT_MAX).describe('how many at most'),
    cursor: Cursor.optional().describe(
      'out of the Link header (rel="next") of the page before, with the same filters and the same sort: the page behind it',
    ),
  };
}

/** Words to look for; case and diacritics do not matter. */
export const Words = StorableText.max(200);

export const YesNo = z.enum(['0', '1']);
