import { decodeHTML } from 'entities';

/**
 * What a person wrote in an HTML mail, without what they quoted. Time grows with the length of the text and with nothing else: every mark is
 * looked for once, from left to right.
 */
export function htmlToText(html: string): string {
  const lower = html.toLowerCase();
  const kept: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const close = open === -1 ? -1 : html.indexOf('>', open);
    // A mark that nobody closes is text, and so is all that follows it.
    if (close === -1) {
      kept.push(html.slice(at));
      break;
    }
    kept.push(html.slice(at, open));
    const tag = lower.slice(open + 1, Math.min(close, open + 1 + TAG_LENGTH_MAX));
    const name = /^\/?[a-z0-9]+/.exec(tag)?.[0] ?? '';
    if (name === 'blockquote' || (name === 'div' && tag.includes('gmail_quote'))) break;
    if (BREAKS.has(name)) kept.push('\n');
    at = close + 1;
    if (!UNSEEN.has(name)) continue;
    const end = lower.indexOf(`</${name}`, at);
    if (end === -1) break;
    at = end;
  }
  return decodeHTML(kept.join(''));
}

const TAG_LENGTH_MAX = 200;
const UNSEEN = new Set(['style', 'script', 'head', 'title']);
const BREAKS = new Set(['br', '/p', '/div', '/tr', '/li', '/h1', '/h2', '/h3']);
