// Keys that move through the rows of a page: every link that opens a row says so by `data-row`.

const TYPED_INTO =
  'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"], [role="menu"]';

/** Whether a key is meant for the page: nobody types, nothing is open above it, and no other program wants it. */
export function isForKeys(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return false;
  if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return false;
  const target = event.target instanceof Element ? event.target : null;
  // A box that is ticked is no field that is typed into.
  return target === null || target.matches('input[type="checkbox"]') || target.closest(TYPED_INTO) === null;
}

/** j and k, or the arrows once a row has the focus; x ticks the row where rows can be chosen. Enter is the link's own. */
export function moveInList(event: KeyboardEvent): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const step = stepOf(event.key, at >= 0);
  if (event.key === 'x' && at >= 0) {
    event.preventDefault();
    rows[at]?.closest('tr, li')?.querySelector<HTMLElement>('input[type="checkbox"]')?.click();
    return;
  }
  if (step === 0 || rows.length === 0) return;
  event.preventDefault();
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function stepOf(key: string, isInList: boolean): number {
  if (key === 'j' || (key === 'ArrowDown' && isInList)) return 1;
  return key === 'k' || (key === 'ArrowUp' && isInList) ? -1 : 0;
}
