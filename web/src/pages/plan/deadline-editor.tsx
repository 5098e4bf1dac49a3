import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useDeferredValue, useId, useState } from 'react';
import { ask, client } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import type { PlanDetail, PlanRow, PlanSummary } from '../../api/types.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** A person accepts the reading as it is, or writes the time in other words, which are read again by the same rules. */
export function DeadlineEditor(props: { planId: string; row: PlanRow; onDone: () => void; onClose?: () => void }) {
  const { row } = props;
  const id = useId();
  const before = row.deadlineText ?? '';
  const [text, setText] = useState(before);
  const decide = useDecide(props.planId, row.id, props.onDone);
  const decideOnce = useSingleFlight(decide);
  const changed = text.trim() !== before.trim() && text.trim() !== '';
  const unknown = row.reading.kind === 'unknown';
  return (
    <form
      className="deadline-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) decideOnce({ text: text.trim(), etag: row.etag });
      }}
    >
      <label htmlFor={id}>Ghi lại thời gian, ví dụ: Quý IV/2027; trước ngày 15/06/2027; thường xuyên</label>
      <div className="deadline-editor-line">
        <Input
          id={id}
          value={text}
          maxLength={2000}
          disabled={decide.isPending}
          onChange={(event) => setText(event.target.value)}
        />
        <Button htmlType="submit" type="primary" disabled={!changed} loading={decide.isPending && changed}>
          Đọc lại
        </Button>
      </div>
      <div className="deadline-editor-line">
        {!changed && (
          <Button onClick={() => decideOnce({ text: before, etag: row.etag })} loading={decide.isPending}>
            {unknown ? 'Giao không có thời hạn' : 'Chấp nhận cách đọc trên'}
          </Button>
        )}
        {props.onClose && <Button onClick={props.onClose}>Đóng</Button>}
      </div>
      {changed && <LiveReading planId={props.planId} text={text.trim()} />}
      {unknown && !changed && (
        <p className="muted small">Việc không có thời hạn thì không được nhắc và không tính quá hạn.</p>
      )}
      {decide.error && (
        <ProblemNotice thrown={decide.error}>
          <ChangedByOther
            thrown={decide.error}
            mine={decide.variables?.text ?? ''}
            onKeep={(theirs) => {
              setText(theirs);
              decide.keepTheirs();
            }}
            onMine={(etag) => decide.variables && decideOnce({ ...decide.variables, etag })}
          />
        </ProblemNotice>
      )}
    </form>
  );
}

/** Another officer was faster: what stands there now, and the choice between theirs and mine. */
function ChangedByOther(props: {
  thrown: unknown;
  mine: string;
  onKeep: (theirs: string) => void;
  onMine: (etag: string) => void;
}) {
  const { current } = ProblemError.from(props.thrown);
  if (!current) return null;
  return (
    <>
      <p>
        Hiện nay: <strong>{current.value ? `“${current.value}”` : 'không ghi thời gian'}</strong>
      </p>
      <Button type="primary" htmlType="button" onClick={() => props.onKeep(current.value ?? '')}>
        Giữ như hiện nay
      </Button>
      <Button htmlType="button" onClick={() => props.onMine(current.etag)}>
        Ghi lại “{props.mine}”
      </Button>
    </>
  );
}

/** What the words mean, while they are written. */
function LiveReading({ planId, text }: { planId: string; text: string }) {
  const settled = useDeferredValue(text);
  const reading = useQuery({
    queryKey: ['deadline-reading', planId, settled],
    queryFn: () =>
      ask(
        client.GET('/api/plans/{id}/deadline-reading', { params: { path: { id: planId }, query: { text: settled } } }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <p className="muted small" aria-live="polite">
      {reading.data?.why ?? 'Đang đọc…'}
    </p>
  );
}

function useDecide(planId: string, rowId: string, onDone: () => void) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const keepTheirs = () => {
    mutation.reset();
    void cache.invalidateQueries({ queryKey: ['plan', planId] });
    onDone();
  };
  const mutation = useMutation({
    mutationFn: ({ text, etag }: { text: string; etag: string }) =>
      ask(
        client.PUT('/api/plans/{id}/rows/{rowId}/deadline', {
          params: { path: { id: planId, rowId }, query: { rows: 'decided' }, header: { 'If-Match': etag } },
          body: { text },
        }),
      ),
    onSuccess: ({ plan, rows: [decided] }) => {
      // Every page that was looked at shows it at once, and is asked for again: of the rows that wait there is one less.
      cache.setQueriesData<PlanDetail>(
        { queryKey: ['plan', planId] },
        (shown) => shown && withRow(shown, plan, decided),
      );
      for (const queryKey of [['plan', planId], ['plans']]) void cache.invalidateQueries({ queryKey });
      message.success(decided ? `Đã ghi nhận. ${decided.reading.why}` : 'Đã ghi nhận.');
      onDone();
    },
  });
  return { ...mutation, keepTheirs };
}

function withRow(shown: PlanDetail, plan: PlanSummary, decided: PlanRow | undefined): PlanDetail {
  return { ...shown, plan, rows: shown.rows.map((row) => (row.id === decided?.id ? decided : row)) };
}
