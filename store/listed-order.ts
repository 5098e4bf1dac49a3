// In which orders a list can be had, and how a page is continued: each order is a tuple that only rises, so that a cursor is the tuple of the
// last row and the next page begins behind it, by an index where there is one.
import { z } from 'zod';
import { LocalDate, StorableText } from '#contracts/primitives.ts';
import { Prisma } from './generated/client.ts';
import { type CursorValues, printCursor as print, readCursor as read } from './keyset.ts';

export type ListSort = 'due' | '-due' | 'agency' | 'daysLate';

const byDue = Prisma.sql`coalesce(due_working, DATE '9999-12-31')`;
const key = Prisma.sql`key`;
const id = Prisma.sql`id`;

/** The columns that make up each order, as the indexes have them. */
const COLUMNS: Readonly<Record<ListSort, readonly Prisma.Sql[]>> = {
  due: [byDue, key, id],
  '-due': [Prisma.sql`(DATE '9999-12-31' - coalesce(due_working, DATE '0001-01-01'))`, key, id],
  agency: [Prisma.sql`agency_place`, byDue, key, id],
  daysLate: [Prisma.sql`-days_late`, byDue, key, id],
};

const Text = StorableText.max(5_000);
// A day that PostgreSQL reads; of what has none the order has the last one.
const Day = LocalDate.refine((day) => !day.startsWith('0000'));
const CURSORS = {
  due: z.tuple([Day, Text, Text]),
  '-due': z.tuple([z.int32(), Text, Text]),
  agency: z.tuple([Text, Day, Text, Text]),
  daysLate: z.tuple([z.int32(), Day, Text, Text]),
} as const;
const SQL_TYPES: Readonly<Record<ListSort, readonly string[]>> = {
  due: ['date', 'text', 'text'],
  '-due': ['int', 'text', 'text'],
  agency: ['int', 'date', 'text', 'text'],
  daysLate: ['int', 'date', 'text', 'text'],
};

/** Where a page ended: of order `agency` the first value is the agency's name. */
export type ListCursor = CursorValues;

export function printCursor(sort: ListSort, cursor: ListCursor): string {
  return print(sort, cursor);
}

/** Null when the text is none of this order's cursors. */
export function readCursor(sort: ListSort, text: string): ListCursor | null {
  return read(sort, CURSORS[sort], text);
}

/** The columns of an order under the names by which the other functions speak of them. */
export function orderColumns(sort: ListSort): Prisma.Sql {
  return Prisma.join(COLUMNS[sort].map((column, index) => Prisma.sql`${column} AS ${nameOf(index)}`));
}

export function orderBy(sort: ListSort): Prisma.Sql {
  return Prisma.join(COLUMNS[sort].map((_, index) => nameOf(index)));
}

/** Their values as JSON: what the cursor is made of. */
export function orderValues(sort: ListSort): Prisma.Sql {
  return Prisma.sql`json_build_array(${orderBy(sort)})`;
}

/** True of rows behind the cursor; of order `agency` the first value is the place of its name. */
export function isBehind(sort: ListSort, cursor: ListCursor): Prisma.Sql {
  const values = cursor.map(
    (value, index) => Prisma.sql`${value}::${Prisma.raw(SQL_TYPES[sort][index] as string)} ${collation(sort, index)}`,
  );
  return Prisma.sql`(${orderBy(sort)}) > (${Prisma.join(values)})`;
}

function collation(sort: ListSort, index: number): Prisma.Sql {
  return SQL_TYPES[sort][index] === 'text' ? Prisma.raw('COLLATE "C"') : Prisma.empty;
}

function nameOf(index: number): Prisma.Sql {
  return Prisma.raw(`o${index}`);
}

const VIETNAMESE = new Intl.Collator('vi');

/** Where each agency stands by its name; equal names share a place, and between two places there is room for a name that is none. */
export interface AgencyPlaces {
  /** `[{"agency": id, "place": number}]` as JSON: made once, sent with every list that is sorted by it. */
  json: string;
  placeOf(name: string): number;
}

export function placesOfAgencies(agencies: readonly { id: string; name: string }[]): AgencyPlaces {
  const sorted = [...agencies].sort((a, b) => VIETNAMESE.compare(a.name, b.name));
  const names: string[] = [];
  const places = sorted.map(({ name }) => {
    const last = names.at(-1);
    if (last === undefined || VIETNAMESE.compare(last, name) !== 0) names.push(name);
    return 2 * names.length - 1;
  });
  return {
    json: JSON.stringify(sorted.map(({ id: agency }, index) => ({ agency, place: places[index] }))),
    placeOf(name) {
      const before = names.filter((one) => VIETNAMESE.compare(one, name) < 0).length;
      const there = names[before];
      return there !== undefined && VIETNAMESE.compare(there, name) === 0 ? 2 * before + 1 : 2 * before;
    },
  };
}
