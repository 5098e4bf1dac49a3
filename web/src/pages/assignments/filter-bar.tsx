import { Button, Select } from 'antd';
import { useId } from 'react';
import { useIsPhone } from '../../app/use-is-phone.ts';
import { FoldingFilters } from '../../ui/folding-filters.tsx';
import { labelMatches } from '../../ui/plain-text.ts';
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
  return (
    <FoldingFilters
      className="filter-bar"
      search={{ label: 'Tìm theo nội dung công việc', value: filter.q, onSettled: (q) => change({ q }) }}
      active={active}
      choicesClassName="filter-choices"
    >
      {choices
        .filter(({ name }) => name !== 'sort' || isPhone)
        .map((choice) => (
          <Choice key={choice.name} choice={choice} filter={filter} change={change} />
        ))}
      <Button className="filter-clear" onClick={clear} disabled={!isFiltered(filter)}>
        Xóa bộ lọc
      </Button>
    </FoldingFilters>
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
        showSearch={choice.options.length > 8 && { optionFilterProp: 'label', filterOption: labelMatches }}
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
