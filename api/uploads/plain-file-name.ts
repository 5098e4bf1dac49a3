import { cleanText } from '#documents/clean-document.ts';

const LETTERS = 200;

/** A name that can be stored, shown and put into a header: no folders, no signs that are none, its ending kept when it is cut. */
export function plainFileName(given: string | undefined, unnamed: string): string {
  const base = cleanText(given ?? '')
    .text.split(/[\\/]/)
    .at(-1)
    ?.replace(/[\p{C}"<>|*?:]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!base || /^\.+$/.test(base)) return unnamed;
  if (base.length <= LETTERS) return base;
  const ending = base.match(/\.[^.]{1,10}$/)?.[0] ?? '';
  return `${Array.from(base.slice(0, LETTERS - ending.length - 2))
    .slice(0, -1)
    .join('')}…${ending}`;
}
