import { ProblemError } from './problem-error.ts';

interface Answered<T> {
  data?: T[];
  error?: unknown;
  response: Response;
}

/** All rows of a list that is answered in pages: each page says in its Link header where the next one begins. */
export async function askAll<T>(page: (cursor: string | undefined) => Promise<Answered<T>>): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const { data, error, response } = await page(cursor).catch((thrown: unknown) => {
      // A page that was left cancels its questions: that is not a failure of the server.
      if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
      throw new ProblemError({ status: 0 });
    });
    if (!response.ok || data === undefined) throw ProblemError.of(response.status, error);
    rows.push(...data);
    cursor = nextCursor(response.headers.get('link'));
    if (cursor === undefined) return rows;
  }
}

function nextCursor(link: string | null): string | undefined {
  const query = /<[^>?]*\?([^>]*)>; *rel="next"/.exec(link ?? '')?.[1];
  return query === undefined ? undefined : (new URLSearchParams(query).get('cursor') ?? undefined);
}
