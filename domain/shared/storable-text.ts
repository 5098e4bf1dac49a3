/**
 * Text from outside as PostgreSQL can keep it and a person can read it: no NUL, no half of a surrogate pair, at most `lengthMax` characters with
 * a mark where it was cut. What could not be kept is shown as the replacement character, so that nothing joins in silence.
 */
export function storableText(text: string, lengthMax: number): string {
  // Cut before it is looked through: a text from outside may be millions long.
  const head = text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
  return head.replace(NOT_STORABLE, '\ufffd');
}

/** Whether text can be kept as it is; what `storableText` would change is what PostgreSQL refuses. */
export function isStorable(text: string): boolean {
  return text.search(NOT_STORABLE) === -1;
}

// PostgreSQL refuses NUL in text, and half of a surrogate pair in JSON.
const NOT_STORABLE = /[\u0000\p{Surrogate}]/gu;
