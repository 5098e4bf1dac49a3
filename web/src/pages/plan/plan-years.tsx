import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { ask, client } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import type { PlanSummary } from '../../api/types.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { formatDate } from '../../dates/format-date.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/tag.tsx';
import { planYearsWords } from '../../words/plan-years-words.ts';

/** Of which years the plan is, what that follows from, and the way to say it; a plan of unknown years asks before anything is dated. */
export function PlanYears({ plan }: { plan: PlanSummary }) {
  const [opened, setOpened] = useState(false);
  const isKnown = plan.yearFrom !== null;
  const editable = plan.status === 'draft';
  return (
    <div className={isKnown ? 'plan-years' : 'plan-years plan-years-unknown'}>
      <Panel
        title={isKnown ? 'Năm của kế hoạch' : 'Kế hoạch này của năm nào?'}
        aside={
          editable &&
          isKnown &&
          !opened && (
            <Button size="small" onClick={() => setOpened(true)}>
              Sửa năm
            </Button>
          )
        }
      >
        <p className="plan-years-now">
          <strong className="number">{isKnown ? planYearsWords(plan) : 'Chưa rõ năm'}</strong>
          {plan.issuedOn && <span className="number">Văn bản ngày {formatDate(plan.issuedOn)}</span>}
          {!isKnown && <Tag tone="amber">chưa việc nào được tính ngày</Tag>}
        </p>
        <Evidence plan={plan} />
        {editable && (!isKnown || opened) && (
          <YearsForm
            plan={plan}
            onDone={() => setOpened(false)}
            onClose={isKnown ? () => setOpened(false) : undefined}
          />
        )}
      </Panel>
    </div>
  );
}

/** Everything in the file that speaks for a year, and what does not although it holds one. */
function Evidence({ plan: { yearEvidence } }: { plan: PlanSummary }) {
  if (yearEvidence === null)
    return (
      <p className="muted small">Phiên bản trước đã ghi năm này, không ghi căn cứ. Xem lại trước khi giao việc.</p>
    );
  if (yearEvidence.length === 0) return <p className="muted small">Tệp không có chỗ nào nói rõ năm.</p>;
  return (
    <ul className="plan-years-evidence small">
      {yearEvidence.map(({ words, says }) => (
        <li key={words} className={says === 'nothing' ? 'muted' : undefined}>
          {says === 'nothing' ? `Không tính: ${words}` : words}
        </li>
      ))}
    </ul>
  );
}

interface Typed {
  from: string;
  to: string;
  issuedOn: string | null;
}

function YearsForm(props: { plan: PlanSummary; onDone: () => void; onClose?: (() => void) | undefined }) {
  const { plan } = props;
  const id = useId();
  const [typed, setTyped] = useState<Typed>(() => typedOf(plan));
  const set = useSetYears(plan, props.onDone);
  const setOnce = useSingleFlight(set);
  const to = typed.to === '' ? typed.from : typed.to;
  const isWhole = /^\d{4}$/.test(typed.from) && /^\d{4}$/.test(to);
  const suggestions = suggestionsOf(plan);
  const year = (name: 'from' | 'to', label: string, hint?: string) => (
    <div>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <Input
        id={`${id}-${name}`}
        value={typed[name]}
        inputMode="numeric"
        maxLength={4}
        placeholder={hint}
        disabled={set.isPending}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value.replace(/\D/g, '') })}
      />
    </div>
  );
  return (
    <form
      className="plan-years-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) setOnce({ ...typed, to, etag: plan.etag });
      }}
    >
      {suggestions.length > 0 && (
        <div className="plan-years-suggestions">
          <span>Chọn nhanh:</span>
          {suggestions.map(({ from, to: last, words }) => (
            <Button key={words} size="small" onClick={() => setTyped({ ...typed, from, to: last })}>
              {words}
            </Button>
          ))}
        </div>
      )}
      <div className="plan-years-fields">
        {year('from', 'Năm đầu', '2026')}
        {year('to', 'Năm cuối', 'bỏ trống nếu chỉ một năm')}
        <div>
          <label htmlFor={`${id}-issued`}>Ngày của văn bản</label>
          <DateField
            id={`${id}-issued`}
            value={typed.issuedOn ?? undefined}
            onChange={(issuedOn) => setTyped({ ...typed, issuedOn: issuedOn || null })}
          />
        </div>
      </div>
      <p className="muted small">
        Mọi thời hạn được tính lại theo năm này; thời hạn đã có người quyết định thì giữ nguyên, trừ ngày nằm ngoài năm
        mới. Năm học ghi như giai đoạn: 2026 đến 2027.
      </p>
      <div className="plan-years-buttons">
        <Button htmlType="submit" type="primary" disabled={!isWhole} loading={set.isPending}>
          Ghi năm của kế hoạch
        </Button>
        {props.onClose && <Button onClick={props.onClose}>Đóng</Button>}
      </div>
      {set.error && (
        <ProblemNotice thrown={set.error}>
          <ChangedByOther
            thrown={set.error}
            onReload={set.reload}
            onMine={(etag) => set.variables && setOnce({ ...set.variables, etag })}
          />
        </ProblemNotice>
      )}
    </form>
  );
}

/** Another officer was faster: look at what is there now, or write the same over it. */
function ChangedByOther(props: { thrown: unknown; onReload: () => void; onMine: (etag: string) => void }) {
  const { current } = ProblemError.from(props.thrown);
  if (!current) return null;
  return (
    <>
      <Button type="primary" htmlType="button" onClick={props.onReload}>
        Xem kế hoạch như hiện nay
      </Button>
      <Button htmlType="button" onClick={() => props.onMine(current.etag)}>
        Vẫn ghi năm này
      </Button>
    </>
  );
}

function typedOf({ yearFrom, yearTo, issuedOn }: PlanSummary): Typed {
  return {
    from: yearFrom === null ? '' : String(yearFrom),
    to: yearTo === null || yearTo === yearFrom ? '' : String(yearTo),
    issuedOn,
  };
}

/** The years that something in the file speaks for, each once. */
function suggestionsOf({ yearEvidence }: PlanSummary): { from: string; to: string; words: string }[] {
  const spans = (yearEvidence ?? []).flatMap(({ yearFrom, yearTo }) =>
    yearFrom === null ? [] : [{ yearFrom, yearTo: yearTo ?? yearFrom }],
  );
  const each = new Map(
    spans.map(({ yearFrom, yearTo }) => [
      planYearsWords({ yearFrom, yearTo }),
      { from: String(yearFrom), to: yearTo === yearFrom ? '' : String(yearTo) },
    ]),
  );
  return [...each].map(([words, years]) => ({ ...years, words }));
}

function useSetYears(plan: PlanSummary, onDone: () => void) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const refresh = () => {
    for (const queryKey of [['plan', plan.id], ['plans']]) void cache.invalidateQueries({ queryKey });
  };
  const mutation = useMutation({
    mutationFn: ({ from, to, issuedOn, etag }: Typed & { etag: string }) =>
      ask(
        client.PUT('/api/plans/{id}/years', {
          params: { path: { id: plan.id }, header: { 'If-Match': etag } },
          body: { yearFrom: Number(from), yearTo: Number(to), issuedOn },
        }),
      ),
    onSuccess: ({ plan: now, reopened }) => {
      refresh();
      const again = reopened > 0 ? ` ${reopened} thời hạn đã xác nhận cần xem lại.` : '';
      message.success(`Kế hoạch ${planYearsWords(now)}: đã tính lại mọi thời hạn.${again}`);
      onDone();
    },
  });
  return {
    ...mutation,
    reload: () => {
      mutation.reset();
      refresh();
    },
  };
}
