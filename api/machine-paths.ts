// Which addresses belong to programs; every other one is a page for people.

const OF_MACHINES = /^\/(api|assets|dev\/messages|docs|webhooks|healthz|readyz|metrics|openapi\.json)(\/|$)/i;

/** True for an address whose answer is data: it never becomes the single page, and no page of another site may read it. */
export function isMachinePath(url: string): boolean {
  return OF_MACHINES.test(decodedPath(url));
}

/** The path of a request target as the router reads it: without query, percent signs undone where they can be. */
export function decodedPath(url: string): string {
  const path = (url.split(/[?#;]/, 1)[0] ?? '').replace(/^https?:\/\/[^/]*/i, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
