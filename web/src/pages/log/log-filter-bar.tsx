import { Button, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { usePlanChoices } from '../../api/use-plan-choices.ts';
import { useMeta } from '../../app/use-meta.ts';
import { DateField } from '../../ui/date-field.tsx';
import { FoldingFilters } from '../../ui/folding-filters.tsx';
import { labelMatches } from '../../ui/plain-text.ts';
import { TextSearch } from '../../ui/text-search.tsx';
import { isLogFiltered, type LogFilter } from './use-log-filter.ts';

interface Props {
  filter: LogFilter;
  kinds: { type: string; words: string }[];
  change: (changes: LogFilter) => void;
  clear: () => void;
}

/** Search and filters of the log; on a phone the filters fold away. */
export function LogFilterBar({ filter, kinds, change, clear }: Props) {
  const { q: _q, ...others } = filter;
  return (
    <FoldingFilters
      className="log-filter panel"
      search={{
        label: 'Tìm trong nhật ký: việc, cơ quan, người',
        value: filter.q,
        onSettled: (q) => change({ q }),
      }}
      active={Object.keys(others).length}
      choicesClassName="log-choices"
      below={filter.assignment && <p className="muted small log-only">Đang xem nhật ký của một việc.</p>}
    >
      <Days filter={filter} change={change} />
      <Choices filter={filter} kinds={kinds} change={change} />
      <Button onClick={clear} disabled={!isLogFiltered(filter)}>
        Xóa bộ lọc
      </Button>
    </FoldingFilters>
  );
}

function Days({ filter, change }: Pick<Props, 'filter' | 'change'>) {
  return (
    <>
      <Field label="Từ ngày">
        {(id) => <DateField id={id} value={filter.from} onChange={(from) => change({ from: from ?? undefined })} />}
      </Field>
      <Field label="Đến hết ngày">
        {(id) => <DateField id={id} value={filter.to} onChange={(to) => change({ to: to ?? undefined })} />}
      </Field>
    </>
  );
}

function Choices({ filter, kinds, change }: Pick<Props, 'filter' | 'kinds' | 'change'>) {
  const { agencies } = useMeta();
  const plans = usePlanChoices() ?? [];
  const choices = [
    { name: 'type', label: 'Loại sự kiện', options: kinds.map(({ type, words }) => ({ value: type, label: words })) },
    { name: 'agency', label: 'Cơ quan chủ trì', options: agencies.map(({ id, name }) => ({ value: id, label: name })) },
    { name: 'plan', label: 'Kế hoạch', options: plans.map(({ id, title }) => ({ value: id, label: title })) },
  ] as const;
  return (
    <>
      <Field label="Người thực hiện">
        {() => (
          <TextSearch
            label="Tên người thực hiện"
            value={filter.actor ?? ''}
            onSettled={(actor) => change({ actor: actor || undefined })}
          />
        )}
      </Field>
      {choices.map(({ name, label, options }) => (
        <Field key={name} label={label}>
          {(id) => (
            <Select
              id={id}
              allowClear
              showSearch={{ optionFilterProp: 'label', filterOption: labelMatches }}
              placeholder="Tất cả"
              popupMatchSelectWidth={false}
              options={options}
              labelRender={({ label: shown }) => shown ?? 'đang tải…'}
              value={filter[name]}
              onChange={(value: string | undefined) => change({ [name]: value })}
            />
          )}
        </Field>
      ))}
    </>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="log-choice">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
