// In which orders lists are had, and how a page is continued: a cursor is the tuple of the last row, and the next page begins behind it
// whatever came in before. The list of assignments has orders of its own (listed-order.ts), and the same cursors.
import { z } from 'zod';
import { StorableText } from '#contracts/primitives.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

export type CursorValue = string | number;
export type CursorValues = readonly CursorValue[];

/** An order of rows: expressions whose tuple is different for each of them. */
export interface Keyset {
  columns: readonly { sql: Prisma.Sql; type: keyof typeof VALUES }[];
  descending?: true;
}

export interface PageWanted {
  keyset: Keyset;
  /** Null = all of them. */
  limit: number | null;
  /** Behind which row the page begins; null = at the beginning. */
  after: CursorValues | null;
}

const VALUES = {
  text: StorableText.max(5_000),
  int: z.int32(),
  bigint: z.int(),
  // What PostgreSQL prints, in years that it reads again.
  timestamptz: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00:00$/),
} as const;

export function printCursor(order: string, values: CursorValues): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url');
}

/** The values behind the order's name; null when the text is no cursor of this order. */
export function readCursor(order: string, values: z.ZodType<CursorValues>, text: string): CursorValues | null {
  try {
    const [of, ...rest] = z.array(z.unknown()).parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return of === order ? values.parse(rest) : null;
  } catch {
    return null;
  }
}

/** What a cursor of the order holds. */
export function cursorOf({ columns }: Keyset): z.ZodType<CursorValues> {
  const [first, ...others] = columns.map(({ type }) => VALUES[type]);
  return z.tuple([first as z.ZodType<CursorValue>, ...others]) as unknown as z.ZodType<CursorValues>;
}

/** Ids of a page in its order, and where the next one begins (null: this is the last). */
export async function listIdsOfPage(
  database: Database,
  { from, id, where }: { from: Prisma.Sql; id: Prisma.Sql; where: readonly Prisma.Sql[] },
  { keyset, limit, after }: PageWanted,
): Promise<{ ids: string[]; next: CursorValues | null }> {
  const { columns, descending } = keyset;
  const direction = descending ? Prisma.sql`DESC` : Prisma.empty;
  const named = columns.map(({ sql }, n) => Prisma.sql`${sql} AS ${column(n)}`);
  const order = Prisma.join(columns.map((_, n) => Prisma.sql`${column(n)} ${direction}`));
  const tuple = Prisma.join(columns.map((_, n) => column(n)));
  const behind = after === null ? Prisma.sql`true` : isBehind(keyset, tuple, after);
  const first = limit === null ? Prisma.empty : Prisma.sql`LIMIT ${limit + 1}`;
  const [found] = await database.$queryRaw<{ rows: { id: string; place: CursorValue[] }[] | null }[]>`
    SELECT json_agg(json_build_object('id', found_id, 'place', json_build_array(${tuple})) ORDER BY ${order}) AS rows FROM (
      SELECT * FROM (
        SELECT ${id} AS found_id, ${Prisma.join(named)} FROM ${from} WHERE ${all(where)}
      ) found WHERE ${behind} ORDER BY ${order} ${first}
    ) page`;
  const rows = found?.rows ?? [];
  const shown = limit === null ? rows : rows.slice(0, limit);
  return { ids: shown.map((row) => row.id), next: shown.length < rows.length ? (shown.at(-1)?.place ?? null) : null };
}

function isBehind({ columns, descending }: Keyset, tuple: Prisma.Sql, after: CursorValues): Prisma.Sql {
  const values = columns.map(({ type }, n) => Prisma.sql`${after[n]}::${Prisma.raw(type)}`);
  return Prisma.sql`(${tuple}) ${descending ? Prisma.sql`<` : Prisma.sql`>`} (${Prisma.join(values)})`;
}

function column(index: number): Prisma.Sql {
  return Prisma.raw(`o${index}`);
}

export function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], ' AND ');
}

/** A condition for each filter that was given. */
export function given<T>(value: T | undefined, condition: (value: T) => Prisma.Sql): Prisma.Sql[] {
  return value === undefined ? [] : [condition(value)];
}

/** True of rows whose text has each of the words, whatever their case and diacritics. */
export function hasWords(text: Prisma.Sql, words: readonly string[]): Prisma.Sql[] {
  const folded = Prisma.sql`lower(translate(regexp_replace(normalize(${text}, NFD), '[\\u0300-\\u036f]', '', 'g'), 'Đđ', 'Dd'))`;
  return words.map((word) => Prisma.sql`strpos(${folded}, ${word}) > 0`);
}

/** Rows in the order of the ids of their page. */
export function inOrderOf<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
