import { usePlanChoices } from '../../api/use-plan-choices.ts';
import { useMeta } from '../../app/use-meta.ts';
import { fieldWords } from '../../words/field-words.ts';
import { dueStateWords, statusWords } from '../../words/status-words.ts';

export interface FilterChoice {
  name: 'plan' | 'agency' | 'field' | 'status' | 'dueState' | 'sort';
  label: string;
  options: { value: string; label: string }[];
}

/** What each filter offers; the lists come from the server. */
export function useFilterChoices(): FilterChoice[] {
  const meta = useMeta();
  const plans = usePlanChoices();
  return [
    { name: 'dueState', label: 'Tình trạng thời hạn', options: listOf(dueStateWords) },
    { name: 'status', label: 'Trạng thái', options: listOf(statusWords) },
    {
      name: 'agency',
      label: 'Cơ quan chủ trì',
      options: meta.agencies.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      name: 'field',
      label: 'Lĩnh vực',
      options: meta.fields.map(({ code, title }) => ({ value: code, label: fieldWords(code, title) })),
    },
    ...(plans === null
      ? []
      : [
          {
            name: 'plan' as const,
            label: 'Kế hoạch',
            options: plans.map(({ id, title }) => ({ value: id, label: title })),
          },
        ]),
    { name: 'sort', label: 'Sắp xếp', options: listOf(sortWords) },
  ];
}

const sortWords = {
  due: 'Thời hạn gần trước',
  '-due': 'Thời hạn xa trước',
  agency: 'Theo cơ quan',
  daysLate: 'Chậm nhiều trước',
};

function listOf(words: Record<string, string>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
