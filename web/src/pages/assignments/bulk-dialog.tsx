import { Button, Form, Input, Modal, Progress } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AssignmentRow } from '../../api/types.ts';
import { type BulkAction, type BulkRun, useBulk } from '../../api/use-bulk.ts';
import { bulkWords } from './bulk-words.ts';

interface Props {
  command: BulkAction['command'];
  rows: readonly AssignmentRow[];
  onClose: () => void;
  /** These are done, and need not be chosen any more. */
  onDone: (rows: readonly AssignmentRow[]) => void;
}

/** Says what will be done to how many, does it one by one, and says what came of it: a sentence, then what failed and why. */
export function BulkDialog({ command, rows, onClose, onDone }: Props) {
  const words = bulkWords[command];
  const { run, start, again } = useBulk();
  // What was asked stays the same while the list behind changes.
  const [fit] = useState(() => rows.filter(words.fits));
  const unfit = rows.length - fit.length;
  const isOver = run !== null && !run.running;
  const failed = run?.outcomes.filter(({ problem }) => problem !== null) ?? [];
  const close = () => {
    if (isOver) onDone(run.outcomes.filter(({ problem }) => problem === null).map(({ row }) => row));
    onClose();
  };
  return (
    <Modal
      open
      title={words.button}
      mask={{ closable: false }}
      width={560}
      onCancel={run?.running ? undefined : close}
      closable={!run?.running}
      footer={
        <>
          {!run?.running && <Button onClick={close}>Đóng</Button>}
          {run === null && (
            <Button type="primary" htmlType="submit" form="bulk-form">
              {words.button}: {fit.length} việc
            </Button>
          )}
          {isOver && failed.length > 0 && (
            <Button type="primary" onClick={() => void again(run)}>
              Thử lại {failed.length} việc
            </Button>
          )}
        </>
      }
    >
      {run === null ? (
        <Asks command={command} fit={fit} unfit={unfit} onAsked={(action) => void start(action, fit)} />
      ) : (
        <Outcome run={run} />
      )}
    </Modal>
  );
}

const NAMED = 5;

function Asks(props: {
  command: BulkAction['command'];
  fit: readonly AssignmentRow[];
  unfit: number;
  onAsked: (action: BulkAction) => void;
}) {
  const { command, fit, unfit } = props;
  const words = bulkWords[command];
  const submit = ({ reason = '' }: { reason?: string }) =>
    props.onAsked(command === 'return' ? { command, reason: reason.trim() } : { command });
  return (
    <Form<{ reason?: string }> id="bulk-form" layout="vertical" onFinish={submit}>
      <p>{words.explain}</p>
      {unfit > 0 && (
        <p className="muted">
          {unfit} việc trong số đã chọn {words.unfit}, sẽ được bỏ qua.
        </p>
      )}
      <ul className="bulk-work">
        {fit.slice(0, NAMED).map(({ id, title, agencyName }) => (
          <li key={id}>
            {title} <span className="muted">({agencyName})</span>
          </li>
        ))}
        {fit.length > NAMED && <li className="muted">và {fit.length - NAMED} việc khác</li>}
      </ul>
      {command === 'return' && (
        <Form.Item
          name="reason"
          label="Lý do trả lại, gửi cho mọi cơ quan"
          rules={[{ required: true, whitespace: true, message: 'Ghi lý do trả lại.' }]}
        >
          <Input.TextArea rows={3} maxLength={4000} autoFocus />
        </Form.Item>
      )}
    </Form>
  );
}

function Outcome({ run }: { run: BulkRun }) {
  const { done } = bulkWords[run.action.command];
  const failed = run.outcomes.filter(({ problem }) => problem !== null);
  const good = run.outcomes.length - failed.length;
  return (
    <>
      {run.running && (
        <Progress percent={Math.floor((100 * run.outcomes.length) / run.total)} aria-label="Đã thực hiện" />
      )}
      <p role="status">
        {run.running
          ? `Đang thực hiện ${run.outcomes.length}/${run.total} việc…`
          : `${done} ${good} việc${failed.length > 0 ? `; ${failed.length} việc chưa được` : ''}.`}
      </p>
      {failed.length > 0 && (
        <ul className="bulk-failed">
          {failed.map(({ row, problem }) => (
            <li key={row.id}>
              <Link to={`/viec/${encodeURIComponent(row.id)}`}>{row.title}</Link>
              <span className="muted">
                {problem?.title}. {problem?.detail}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
