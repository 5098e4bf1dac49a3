// Shapes that every other contract is built from.
import { z } from 'zod';
import { issueWords } from './issue-words.ts';

z.config({ localeError: issueWords });

/**
 * A calendar day without zone or clock, `YYYY-MM-DD`; which zone it is meant in comes from the calendar beside it. A text becomes one only by
 * this schema or by domain/calendar/local-date.ts.
 */
export const LocalDate = z.iso.date().brand<'LocalDate'>();
export type LocalDate = z.infer<typeof LocalDate>;

/** The years that a date of somebody's own typing may lie in; nothing that an office counts is older or further away. */
export const GIVEN_YEARS = '^(20\\d{2}|2100)-';

/** A day that a person names: real, and in a year that a calendar and a database can count with. */
export const GivenDate = LocalDate.refine(
  (date) => new RegExp(GIVEN_YEARS).test(date),
  'phải trong khoảng từ năm 2000 đến năm 2100',
).meta({ pattern: GIVEN_YEARS });

/**
 * A moment in UTC, `YYYY-MM-DDTHH:mm:ss(.sss)Z`; zeros of a fraction are cut off, so one moment has one text. A text becomes one only by this
 * schema or by domain/calendar/instant.ts, which also compares and moves them.
 */
export const Instant = z.iso
  .datetime()
  .overwrite((text) => new Date(text).toISOString().replace('.000Z', 'Z'))
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** A moment at which messages leave: an instant of a whole second. Only domain/calendar/slot.ts makes one of an instant. */
export const Slot = Instant.refine((text) => !text.includes('.'), 'phải tròn giây').brand<'Slot'>();
export type Slot = z.infer<typeof Slot>;

/** Where in a source document something was read: 1-based table (or sheet) and 1-based row within it. */
export const Place = z.object({ table: z.number().int().min(1), row: z.number().int().min(1) });
export type Place = z.infer<typeof Place>;

// Neither NUL nor half of a surrogate pair: PostgreSQL takes neither, and a write that can never succeed would be retried for ever.
const STORABLE = /^[^\u0000\uD800-\uDFFF]*$/u;
const NOT_STORABLE = 'có ký tự không lưu được';

/** Text of people that PostgreSQL can keep. */
export const StorableText = z.string().regex(STORABLE, NOT_STORABLE);

/** Like StorableText, without the blanks around it, never empty, and not longer than that. */
export const requiredText = (lengthMax: number) =>
  StorableText.trim().min(1, 'chưa có nội dung').max(lengthMax).meta({ pattern: NOT_BLANK });

// Only printed, for who fills the field in: as a check it would take quadratic time over a long text.
const NOT_BLANK = '^[^\\u0000\\uD800-\\uDFFF]*[^\\s\\uFEFF\\u0000\\uD800-\\uDFFF][^\\u0000\\uD800-\\uDFFF]*$';

/** What a web address begins with; it is printed in place of a library's own pattern. */
export const WEB_ADDRESS = '^https?://[^\\s\\u0000\\uD800-\\uDFFF]+$';

/**
 * An address of the web and of nothing else. It is shown as a link to whoever verifies: with another scheme a press on it would run a
 * script of the sender's.
 */
export const WebAddress = z
  .url({ protocol: /^https?$/, error: 'phải là địa chỉ dạng https://may/duong-dan' })
  .max(2000)
  .refine((text) => STORABLE.test(text), NOT_STORABLE)
  .meta({ pattern: WEB_ADDRESS });

/** The name of something that is stored: long enough for every id that a roster makes. */
export const Id = StorableText.min(1).max(500);

export const DEFAULT_ZONE = 'Asia/Ho_Chi_Minh';
