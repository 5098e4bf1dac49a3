// Shapes that every other contract is built from.
import { z } from 'zod';

/** A calendar day without zone or clock, `YYYY-MM-DD`; which zone it is meant in comes from the calendar beside it. */
export const LocalDate = z.iso.date();
export type LocalDate = z.infer<typeof LocalDate>;

/** A moment in UTC, `YYYY-MM-DDTHH:mm:ss(.sss)Z`. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** Where in a source document something was read: 1-based table (or sheet) and 1-based row within it. */
export const Place = z.object({ table: z.number().int().min(1), row: z.number().int().min(1) });
export type Place = z.infer<typeof Place>;

// NUL and half of a surrogate pair: PostgreSQL takes neither, and a write that can never succeed would be retried for ever.
const NOT_STORABLE = /[\u0000\p{Surrogate}]/u;

/** Text of people that PostgreSQL can keep. */
export const StorableText = z.string().refine((text) => !NOT_STORABLE.test(text), 'có ký tự không lưu được');

export const DEFAULT_ZONE = 'Asia/Ho_Chi_Minh';
