/** What 1 and 0 in an address mean; left out stays left out. */
export function yesNo(text: '0' | '1' | undefined): boolean | undefined {
  return text === undefined ? undefined : text === '1';
}
