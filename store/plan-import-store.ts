// One content, one draft: the same file uploaded again, by anybody, in any form, gives back the draft that is there (ADR 0093).
import { ParsedPlan } from '#contracts/plan.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { fromTimestamp } from './local-date.ts';
import { addDraftPlan, contentHash, findPlan, type NewDraft } from './plan-store.ts';

export type Imported =
  | { kind: 'new'; planId: string }
  /** `importedAt`: when this content came in as the draft that is there. */
  | { kind: 'draft-exists'; planId: string; importedAt: string }
  | { kind: 'published-before'; earlier: EarlierPlan };

export interface EarlierPlan {
  planId: string;
  title: string;
  publishedAt: Instant;
}

const KEY_TAKEN = 'P2002';

/**
 * Stores a draft unless one of the same content is there already, however many ask at once; content that was given out before is stored
 * again only when `again` says that it is meant.
 */
export async function importDraft(database: Database, given: NewDraft, again: boolean): Promise<Imported> {
  // As it will be stored: its hash must be the same when the plan is loaded again.
  const input = { ...given, parsed: ParsedPlan.parse(given.parsed) };
  const contentSha256 = contentHash(input);
  const identity = { contentSha256, fileSha256: input.fileSha256 };
  for (;;) {
    const draft = await findDraft(database, identity);
    if (draft !== null) return { kind: 'draft-exists', ...draft };
    const earlier = again ? null : await findPublished(database, identity, null);
    if (earlier !== null) return { kind: 'published-before', earlier };
    try {
      return { kind: 'new', planId: await addDraftPlan(database, input, draftKey(contentSha256)) };
    } catch (error) {
      // Somebody stored the same content a moment ago: it is found in the next round.
      if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === KEY_TAKEN)) throw error;
    }
  }
}

export interface ContentIdentity {
  contentSha256: string;
  fileSha256: string;
}

export function draftKey(contentSha256: string): string {
  return `draft:${contentSha256}`;
}

/** The hash that a key holds; null for none. */
export function contentOfKey(contentKey: string | null): string | null {
  return contentKey === null ? null : contentKey.slice(contentKey.indexOf(':') + 1);
}

/** The hash of a plan's content, of one that has no key. */
export async function loadContentHash(database: Database, planId: string): Promise<string> {
  const plan = await findPlan(database, planId);
  if (plan === null) throw new Error(`there is no plan ${planId}`);
  return contentHash(plan);
}

export function publishedKey(contentSha256: string): string {
  return `published:${contentSha256}`;
}

/** A plan of the same content, or of the same file, that was given out already and is not `planId`; the sample does not count. */
export async function findPublished(
  database: Database,
  { contentSha256, fileSha256 }: ContentIdentity,
  planId: string | null,
): Promise<EarlierPlan | null> {
  const earlier = await database.plan.findFirst({
    where: {
      ...(planId === null ? {} : { id: { not: planId } }),
      status: { not: 'draft' },
      sample: false,
      OR: [{ contentKey: publishedKey(contentSha256) }, { revisions: { some: { fileSha256 } } }],
    },
    include: { revisions: { orderBy: { number: 'desc' }, take: 1 } },
    orderBy: { createdAt: 'desc' },
  });
  if (earlier === null) return null;
  const { id, title, createdAt, revisions } = earlier;
  return { planId: id, title, publishedAt: fromTimestamp(revisions[0]?.publishedAt ?? createdAt) };
}

/** Drafts of an earlier version of the program have no key: they are known by their file. */
async function findDraft(database: Database, { contentSha256, fileSha256 }: ContentIdentity) {
  const draft = await database.plan.findFirst({
    where: {
      status: 'draft',
      sample: false,
      OR: [{ contentKey: draftKey(contentSha256) }, { contentKey: null, revisions: { some: { fileSha256 } } }],
    },
    orderBy: { createdAt: 'desc' },
  });
  return draft === null ? null : { planId: draft.id, importedAt: fromTimestamp(draft.createdAt) };
}
