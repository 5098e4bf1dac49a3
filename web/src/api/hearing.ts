// Whether this page hears of changes by itself. As long as it does, nothing that it hears of is asked for by the clock.
let isHearing = false;

export function setHearing(hears: boolean): void {
  isHearing = hears;
}

/** Every so many milliseconds, unless the page would be told. */
export function unlessHearing(everyMs: number): () => number | false {
  return () => (isHearing ? false : everyMs);
}
