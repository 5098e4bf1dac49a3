import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { BulkAction } from '../../api/use-bulk.ts';
import { useMay } from '../../api/use-may.ts';
import { useIsPhone } from '../../app/use-is-phone.ts';
import { bulkWords } from './bulk-words.ts';
import type { Chosen } from './use-chosen.ts';

// Whoever never chooses rows never loads it.
const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog.tsx')).BulkDialog }));
const COMMANDS = ['verify', 'return', 'resend'] as const;

/** What can be done to the chosen rows; stands at the foot of the window as long as there are some. */
export function BulkBar({ chosen: { chosen, choose, clear } }: { chosen: Chosen }) {
  const may = useMay();
  const isPhone = useIsPhone();
  const [asks, setAsks] = useState<BulkAction['command'] | null>(null);
  const rows = [...chosen.values()];
  if (rows.length === 0 && asks === null) return null;
  return (
    <section className="bulk-bar" aria-label="Việc đã chọn">
      <strong className="number" aria-live="polite">
        Đã chọn {rows.length} việc
      </strong>
      <Button className="bulk-clear" type="link" onClick={clear}>
        Bỏ chọn
      </Button>
      {COMMANDS.filter((command) => may(bulkWords[command].right)).map((command) => {
        const words = bulkWords[command];
        const fit = rows.filter(words.fits).length;
        return (
          <Button
            key={command}
            type={command === 'verify' ? 'primary' : 'default'}
            disabled={fit === 0}
            aria-label={words.button}
            title={fit === 0 ? `Các việc đã chọn ${words.unfit}` : undefined}
            onClick={() => setAsks(command)}
          >
            {isPhone ? words.short : words.button}
            {fit > 0 && fit < rows.length && ` (${fit})`}
          </Button>
        );
      })}
      {asks && (
        <Suspense>
          <BulkDialog command={asks} rows={rows} onClose={() => setAsks(null)} onDone={(done) => choose(done, false)} />
        </Suspense>
      )}
    </section>
  );
}
