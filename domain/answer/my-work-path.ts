/** The page of all that is open for the holder of a link; under `/l/`, so that a proxy that lets the links of mails through lets this one through too. */
export function myWorkPath(token: string): string {
  return `/l/${token}/viec-cua-toi`;
}
