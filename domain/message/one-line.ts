// Texts from outside, as they may stand in a message: on one line, and no longer than there is room.

/** One line in NFC without control characters: what came from a plan cell can break neither a header nor a table. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

/** At most `limit` characters, cut at a word and marked with an ellipsis. */
export function shorten(text: string, limit: number): string {
  const line = [...oneLine(text)];
  if (line.length <= limit) return line.join('');
  const cut = line.slice(0, limit - 1).join('');
  const lastSpace = cut.lastIndexOf(' ');
  const words = lastSpace > limit / 2 ? cut.slice(0, lastSpace) : cut;
  return `${words.replace(/[\s,;:.–(-]+$/u, '')}…`;
}

/** The text itself as long as it is within `limit` characters, else as much of it as is. */
export function bound(text: string, limit: number): string {
  return text.length <= limit ? text : shorten(text, limit);
}
