// The order of assignments inside one message: the nearest or longest overdue date first, undated work last.

interface Orderable {
  dueWorking: string | null;
  title: string;
  agencyName: string;
  rung: string;
}

/** The same order wherever the items come from: preview and delivery must write the same subject. */
export function orderItems<T extends Orderable>(items: readonly T[]): T[] {
  const key = (item: T) => [item.dueWorking ?? '9999-12-31', item.title, item.agencyName, item.rung].join('\u0000');
  const keyed = items.map((item) => ({ item, key: key(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
