import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';

const families: Record<string, string> = {
  '*': 'Mọi sự kiện',
  'assignment.*': 'Mọi sự kiện về việc được giao',
  'plan.*': 'Mọi sự kiện về kế hoạch',
  'plan-row.*': 'Mọi sự kiện về dòng của kế hoạch',
  'contact.*': 'Mọi sự kiện về người nhận',
};

/** What a receiver hears of, in words; a pattern without words is shown as it is. */
export function FilterWords({ filter }: { filter: string[] }) {
  const { data: types = [] } = useQuery(queries.webhookEventTypes());
  const wordsOf = (pattern: string) =>
    families[pattern] ?? types.find(({ type }) => type === pattern)?.words ?? pattern;
  return <span>{filter.map(wordsOf).join(', ')}</span>;
}
