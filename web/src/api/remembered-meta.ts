import { localDateOf } from '../dates/format-instant.ts';
import type { Meta } from './types.ts';

const KEY = 'dondoc.meta';

/** The office as this browser last saw it, so that header and navigation stand in their place from the first moment. */
export function recallMeta(): Meta | undefined {
  try {
    const meta: Meta | null = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return meta === null ? undefined : { ...meta, today: localDateOf(Date.now(), meta.zone) };
  } catch {
    return undefined;
  }
}

/** After whoever signs out the next one may be somebody else. */
export function forgetMeta(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Keeps the office for the next visit; a browser that keeps nothing just starts without it. */
export function rememberMeta(meta: Meta): Meta {
  try {
    localStorage.setItem(KEY, JSON.stringify(meta));
  } catch {
    // Private windows and full disks: nothing is lost but a moment.
  }
  return meta;
}
