// Entity tags (RFC 9110): the version of a thing as `ETag` and `If-Match` carry it, quotes included.

/** The strong tag of one version of one thing. */
export function versionTag(kind: string, id: string, version: number | string): string {
  return `"${kind}-${id}-${version}"`;
}

/** The tags of an If-Match header in their order; null when it is neither `*` nor a list of quoted tags. */
export function readTags(header: string): string[] | null {
  const list = header.trim();
  if (list === '*') return [list];
  const tags = list.split(',').map((tag) => tag.trim());
  return tags.every((tag) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag)) ? tags : null;
}

/** True when one of the tags names what is there now. Strong comparison: a weak tag fits nothing, `*` fits whatever exists. */
export function tagsFit(tags: readonly string[], current: readonly string[]): boolean {
  return tags.some((tag) => tag === '*' || current.includes(tag));
}
