import { SearchOutlined } from '@ant-design/icons';
import { lazy, Suspense, useEffect, useState } from 'react';
import { isForKeys, moveInList } from './list-keys.ts';

// Both are loaded when they are first asked for: the first page of the day does not carry them.
const CommandPalette = lazy(async () => ({
  default: (await import('../pages/palette/command-palette.tsx')).CommandPalette,
}));
const KeyHelp = lazy(async () => ({ default: (await import('../pages/palette/key-help.tsx')).KeyHelp }));

/** The button that finds everything, and the keys of every page; none of them is in the way of typing. */
export function QuickKeys() {
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen('palette');
        return;
      }
      if (!isForKeys(event)) return;
      if (event.key === '?') setOpen('keys');
      else if (event.key === '/') focusSearch(event);
      else moveInList(event);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  const close = () => setOpen(null);
  return (
    <>
      <button
        type="button"
        className="quick-button"
        title="Tìm nhanh (Ctrl K)"
        aria-label="Tìm nhanh"
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen('palette')}
      >
        <SearchOutlined aria-hidden="true" />
      </button>
      <Suspense>
        {open === 'palette' && <CommandPalette onClose={close} onKeys={() => setOpen('keys')} />}
        {open === 'keys' && <KeyHelp onClose={close} />}
      </Suspense>
    </>
  );
}

function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>('main search input');
  if (field === null) return;
  event.preventDefault();
  field.focus();
}
