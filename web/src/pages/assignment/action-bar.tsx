import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AssignmentDetail, CommandName } from '../../api/types.ts';
import { commandWords } from '../../words/command-words.ts';
import { CommandDialog } from './command-dialog.tsx';
import { ReturnUnfinished } from './return-unfinished.tsx';

// The order in which work goes on; what ends it stands last.
const order: CommandName[] = ['acknowledge', 'verify', 'report', 'return', 'withdraw'];

/** A button for each thing that may be done now; `?lam=verify` in the address opens that one. */
export function ActionBar({ detail }: { detail: AssignmentDetail }) {
  const [params, setParams] = useSearchParams();
  const asked = order.find((command) => command === params.get('lam') && detail.allowed.includes(command));
  const [open, setOpen] = useState<CommandName | null>(asked ?? null);
  const allowed = order.filter((command) => detail.allowed.includes(command));
  const close = () => {
    setOpen(null);
    if (params.has('lam')) setParams({}, { replace: true, preventScrollReset: true });
  };
  if (allowed.length === 0) return <p className="muted">{closedWords(detail.assignment.status)}</p>;
  return (
    <div className="action-bar">
      {allowed.map((command, index) => (
        <Fragment key={command}>
          <Button
            size="large"
            type={index === 0 && command !== 'withdraw' ? 'primary' : 'default'}
            danger={command === 'withdraw'}
            onClick={() => setOpen(command)}
          >
            {commandWords[command].button}
          </Button>
          {command === 'return' && <ReturnUnfinished id={detail.assignment.id} />}
        </Fragment>
      ))}
      {open && <CommandDialog key={open} command={open} detail={detail} onClose={close} />}
    </div>
  );
}

function closedWords(status: AssignmentDetail['assignment']['status']): string {
  if (status === 'verified') return 'Việc đã hoàn thành, không cần thao tác gì thêm.';
  if (status === 'withdrawn') return 'Việc đã thu hồi, không cần thao tác gì thêm.';
  return 'Hiện không có thao tác nào dành cho việc này.';
}
