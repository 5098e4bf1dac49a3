// A look at an XML part before a parser builds its tree: parsers slow down with the square of the depth.

/** Far beyond any document: a table within a table within a text box is some 40 deep. */
const MAX_DEPTH = 1_000;

/** A drawing of old Word keeps its picture in an attribute; nothing real is longer. */
const MAX_TAG_BYTES = 4 * 1024 * 1024;

/** True when elements stand in each other deeper, or a tag is longer, than any document needs; costs one pass over the bytes. */
export function overtaxesParser(xml: Uint8Array): boolean {
  let depth = 0;
  for (let at = xml.indexOf(LESS); at >= 0; at = xml.indexOf(LESS, at + 1)) {
    const next = xml[at + 1];
    if (next === SLASH) depth -= 1;
    else if (next !== QUESTION && next !== EXCLAMATION) {
      const end = xml.indexOf(GREATER, at);
      if ((end < 0 ? xml.length : end) - at > MAX_TAG_BYTES) return true;
      if (end < 0) break;
      if (xml[end - 1] !== SLASH) depth += 1;
      if (depth > MAX_DEPTH) return true;
      at = end;
    }
  }
  return false;
}

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const EXCLAMATION = 0x21;
