// Every list in pages: where one begins, and the Link header that leads to the next (RFC 8288).
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type CursorValues, cursorOf, type Keyset, type PageWanted, printCursor, readCursor } from '#store/keyset.ts';
import { ApiProblem } from './problem.ts';

/** A list by its operation, its orders, and where a page of it was answered. */
export interface ListOf<Sort extends string> {
  name: string;
  orders: Readonly<Record<Sort, Keyset>>;
}

/** The page that a query asks for. */
export function pageWanted<Sort extends string>(
  { name, orders }: ListOf<Sort>,
  { sort, limit, cursor }: { sort: Sort; limit: number; cursor?: string | undefined },
): PageWanted {
  const keyset = orders[sort];
  return { keyset, limit, after: afterCursor(`${name} ${sort}`, cursorOf(keyset), cursor) };
}

/** Behind which row the page begins; a text that is no cursor of this order is refused. */
export function afterCursor(
  order: string,
  values: z.ZodType<CursorValues>,
  cursor: string | undefined,
): CursorValues | null {
  if (cursor === undefined) return null;
  const read = readCursor(order, values, cursor);
  if (read === null) throw notACursor();
  return read;
}

export function notACursor(): ApiProblem {
  return new ApiProblem(
    'invalid-request',
    'Vị trí trang (cursor) không đúng, hoặc của cách sắp xếp khác. Mở lại danh sách từ trang đầu.',
    [{ place: 'cursor', message: 'không phải vị trí mà trang trước đã trả về' }],
  );
}

interface Asked {
  raw: FastifyRequest;
  reply: FastifyReply;
}

/** The rows of a page, with the way to the next one in the answer's header. */
export function answerPage<Sort extends string, Row>(
  { name }: ListOf<Sort>,
  { sort }: { sort: Sort },
  { items, next }: { items: Row[]; next: CursorValues | null },
  asked: Asked,
): Row[] {
  if (next !== null) linkNext(asked, printCursor(`${name} ${sort}`, next));
  return items;
}

/** Says where the next page is: the same address with its cursor. */
export function linkNext({ raw, reply }: Asked, cursor: string): void {
  const { pathname, searchParams } = new URL(raw.url, 'http://localhost');
  searchParams.delete('page');
  searchParams.set('cursor', cursor);
  // Relative to the request, so that it holds behind a proxy under whatever path.
  reply.header('link', `<${pathname.slice(pathname.lastIndexOf('/') + 1)}?${searchParams}>; rel="next"`);
}
