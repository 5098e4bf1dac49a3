/** Under `/l/`, so that a proxy that lets the links of mails through lets this one through too. */
export function stopDigestPath(token: string): string {
  return `/l/${token}/thu-tong-hop`;
}
