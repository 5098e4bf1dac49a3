import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useIsPhone } from '../../app/use-is-phone.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { type AssignmentFilter, isFiltered } from './use-assignment-filter.ts';
import { type FilterChoice, useFilterChoices } from './use-filter-choices.ts';

interface Props {
  filter: AssignmentFilter;
  change: (changes: Partial<AssignmentFilter>) => void;
  clear: () => void;
}

/** Search and filters; on a phone the filters fold away behind a button that counts the active ones. */
export function FilterBar({ filter, change, clear }: Props) {
  const isPhone = useIsPhone();
  const choices = useFilterChoices();
  const active = choices.filter(({ name }) => name !== 'sort' && filter[name] !== undefined).length;
  const [open, setOpen] = useState(active > 0);
  const panelId = useId();
  return (
    <search className="filter-bar">
      <TextSearch value={filter.q ?? ''} onSettled={(q) => change({ q: q || undefined })} />
      {isPhone && (
        <Button aria-expanded={open} aria-controls={panelId} onClick={() => setOpen(!open)}>
          {active > 0 ? `Bộ lọc (${active})` : 'Bộ lọc'}
        </Button>
      )}
      {(open || !isPhone) && (
        <div className="filter-choices" id={panelId}>
          {choices
            .filter(({ name }) => name !== 'sort' || isPhone)
            .map((choice) => (
              <Choice key={choice.name} choice={choice} filter={filter} change={change} />
            ))}
          <Button className="filter-clear" onClick={clear} disabled={!isFiltered(filter)}>
            Xóa bộ lọc
          </Button>
        </div>
      )}
    </search>
  );
}

function Choice({ choice, filter, change }: { choice: FilterChoice } & Pick<Props, 'filter' | 'change'>) {
  const id = useId();
  return (
    <div className={`filter-choice filter-${choice.name}`}>
      <label htmlFor={id}>{choice.label}</label>
      <Select
        id={id}
        allowClear={choice.name !== 'sort'}
        showSearch={choice.options.length > 8 && { optionFilterProp: 'label', filterOption: matches }}
        placeholder="Tất cả"
        popupMatchSelectWidth={false}
        options={choice.options}
        labelRender={({ label }) => label ?? 'đang tải…'}
        value={filter[choice.name] ?? (choice.name === 'sort' ? 'due' : undefined)}
        onChange={(value: string | undefined) => change({ [choice.name]: value })}
      />
    </div>
  );
}

const QUIET_MS = 300;

function TextSearch({ value, onSettled }: { value: string; onSettled: (text: string) => void }) {
  const [text, setText] = useState(value);
  const settled = useDebounced(text, QUIET_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed goes to the address, once it is quiet
  useEffect(() => {
    if (settled.trim() !== value) onSettled(settled.trim());
  }, [settled]);
  // A cleared filter or the Back button changes the address without the keyboard.
  useEffect(() => setText((typed) => (typed.trim() === value ? typed : value)), [value]);
  return (
    <Input
      prefix={<SearchOutlined aria-hidden="true" />}
      aria-label="Tìm theo nội dung công việc"
      placeholder="Tìm theo nội dung công việc"
      maxLength={200}
      allowClear={{ clearIcon: <CloseCircleFilled aria-label="Xóa nội dung tìm" /> }}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onSettled(text.trim())}
    />
  );
}

function matches(typed: string, option?: { label?: unknown }): boolean {
  return plain(String(option?.label ?? '')).includes(plain(typed));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}
