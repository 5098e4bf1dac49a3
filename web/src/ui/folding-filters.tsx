import { Button } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useIsPhone } from '../app/use-is-phone.ts';
import { TextSearch } from './text-search.tsx';

interface Props {
  className: string;
  /** What is searched for, and how the field is called. */
  search: { label: string; value: string | undefined; onSettled: (q: string | undefined) => void };
  /** How many filters are set, besides the search. */
  active: number;
  choicesClassName: string;
  /** The filters themselves. */
  children: ReactNode;
  /** What stands below them, folded away or not. */
  below?: ReactNode;
}

/** A search with its filters; on a phone they fold away behind a button that counts the active ones. */
export function FoldingFilters({ className, search, active, choicesClassName, children, below }: Props) {
  const isPhone = useIsPhone();
  const [open, setOpen] = useState(active > 0);
  const panelId = useId();
  return (
    <search className={className}>
      <TextSearch label={search.label} value={search.value ?? ''} onSettled={(q) => search.onSettled(q || undefined)} />
      {isPhone && (
        <Button aria-expanded={open} aria-controls={panelId} onClick={() => setOpen(!open)}>
          {active > 0 ? `Bộ lọc (${active})` : 'Bộ lọc'}
        </Button>
      )}
      {(open || !isPhone) && (
        <div className={choicesClassName} id={panelId}>
          {children}
        </div>
      )}
      {below}
    </search>
  );
}
