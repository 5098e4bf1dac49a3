/** Where somebody wanted to go before they were asked who they are; only to a page of ours. */
export function wayBack(search: string): string {
  const wanted = new URLSearchParams(search).get('ve') ?? '/bat-dau';
  return /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}

/** The sign-in page that leads back to where somebody is now. */
export function signInPath({ pathname, search }: { pathname: string; search: string }): string {
  const here = `${pathname}${search}`;
  return here === '/' ? '/dang-nhap' : `/dang-nhap?${new URLSearchParams({ ve: here })}`;
}
