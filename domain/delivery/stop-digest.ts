/** The action of a signed link by which a reader asks to get no more digests; the message stands in place of the assignment. */
export const STOP_DIGEST = 'stop-digest';

/** Under `/l/`, so that a proxy that lets the links of mails through lets this one through too. */
export function stopDigestPath(token: string): string {
  return `/l/${token}/thu-tong-hop`;
}
