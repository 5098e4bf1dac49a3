// Calls that come together are carried out together: one statement for all lifecycles that start in the same moment.

/**
 * Answers with a function that hands its items to `all` in sets: whatever comes within `withinMs` of the first, at most `most`.
 * What `all` throws, each caller of the set hears.
 */
export function gather<Item, Answer>(
  all: (items: Item[]) => Promise<Answer>,
  { withinMs, most }: { withinMs: number; most: number },
): (item: Item) => Promise<Answer> {
  let open: { items: Item[]; answer: Promise<Answer> } | null = null;
  const begin = () => {
    const items: Item[] = [];
    const answer = new Promise<void>((resolve) => setTimeout(resolve, withinMs)).then(() => {
      if (open?.items === items) open = null;
      return all(items);
    });
    return { items, answer };
  };
  return (item) => {
    open ??= begin();
    const { items, answer } = open;
    items.push(item);
    if (items.length >= most) open = null;
    return answer;
  };
}
