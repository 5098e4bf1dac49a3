// A roster file, checked: its form, its texts, and that every name in it points at somebody.
import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { Roster } from '#contracts/roster.ts';
import { checkRosterParts, checkRosterTexts } from '#domain/assignment/check-roster.ts';

const BYTES_MAX = 20 * 1024 * 1024;
const vietnamese = z.locales.vi().localeError;

/** The roster with every reason against it, each with its place; null when its form is wrong. */
export async function readRoster(path: string): Promise<{ roster: Roster | null; reasons: string[] }> {
  const read = await readJson(path);
  if (!read.ok)
    return { roster: null, reasons: [`Danh bạ «${path}» ${read.why}. Dùng tệp do «dondoc roster export» in ra.`] };
  const texts = checkRosterTexts(read.value);
  const parsed = Roster.safeParse(read.value, { error: vietnamese });
  const form = parsed.success
    ? checkRosterParts(parsed.data, CHANNEL_KINDS)
    : parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const reasons = [...texts, ...form].map(
    ({ path: place, message }) => `Danh bạ «${path}», mục ${place || 'gốc'}: ${shown(message)}.`,
  );
  return { roster: parsed.success ? parsed.data : null, reasons };
}

type Json = { ok: true; value: unknown } | { ok: false; why: string };

async function readJson(path: string): Promise<Json> {
  try {
    const { size } = await stat(path);
    if (size > BYTES_MAX) return { ok: false, why: `lớn ${Math.ceil(size / 1024 / 1024)} MB, nhiều nhất 20 MB` };
    const bytes = await readFile(path);
    if (!isUtf8(bytes)) return { ok: false, why: 'không phải chữ Unicode UTF-8' };
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, why: 'không phải JSON' };
    return { ok: false, why: `không mở được (${(error as NodeJS.ErrnoException).code})` };
  }
}

/** What stands in the file is shown on a terminal: short and without marks that steer it. */
function shown(message: string): string {
  return message.replace(/\p{C}/gu, '\ufffd').slice(0, 400);
}
