// What a failed call of fetch says about the request: whether it can have been carried out.

// These happen before a byte of the request has left; any other failure of fetch may come after the request was carried out.
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What an exception of `fetch` says about the request: `not-sent` only when no byte of it can have left. */
export function callFailure(error: unknown): { kind: 'not-sent' | 'unknown'; why: string } {
  const cause =
    error instanceof Error ? (error.cause as { code?: string; errors?: { code?: string }[] } | undefined) : undefined;
  const codes = [cause?.code, ...(cause?.errors ?? []).map(({ code }) => code)].filter((code) => code !== undefined);
  if (codes.length > 0 && codes.every((code) => BEFORE_SENDING.has(code)))
    return { kind: 'not-sent', why: codes.join(', ') };
  return { kind: 'unknown', why: failureWords(error) };
}

/** What went wrong with a call, for people. */
export function failureWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return error.name === 'TimeoutError' ? 'hết thời gian chờ' : `${error.message}${cause}`;
}
