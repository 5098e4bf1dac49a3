// The ETag header of an answer: the same value that its body carries.
import type { z } from 'zod';
import type { routes } from '#contracts/routes.ts';

type Answer<K extends keyof typeof routes> = z.input<(typeof routes)[K]['response']>;

const TAGS: { [K in keyof typeof routes]?: (answer: Answer<K>, params: Record<string, string>) => string | undefined } =
  {
    getPlan: ({ plan }) => plan.etag,
    importPlan: ({ plan }) => plan.etag,
    publishPlan: ({ etag }) => etag,
    // What was changed is the row; the version of the plan stands in the body.
    decideDeadline: ({ rows }, { rowId }) => rows.find(({ id }) => id === rowId)?.etag,
    changeWebhook: ({ etag }) => etag,
    changeRoles: ({ etag }) => etag,
    switchAccount: ({ etag }) => etag,
    getRoster: ({ etag }) => etag,
    editRoster: ({ etag }) => etag,
    getCalendar: ({ etag }) => etag,
    takeCalendar: ({ etag }) => etag,
    getLadder: ({ etag }) => etag,
    editLadder: ({ etag }) => etag,
  };

/** The tag of what an operation shows or changed, or undefined when it has none. */
export function responseTag(operation: string, answer: unknown, params: unknown): string | undefined {
  const tagOf = TAGS[operation as keyof typeof routes] as ((answer: unknown, params: unknown) => string) | undefined;
  return tagOf?.(answer, params);
}
