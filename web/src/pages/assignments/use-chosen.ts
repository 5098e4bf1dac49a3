import { useCallback, useState } from 'react';
import type { AssignmentRow } from '../../api/types.ts';

/** The rows that somebody has chosen, over all pages and filters that they went through. */
export function useChosen() {
  const [chosen, setChosen] = useState<ReadonlyMap<string, AssignmentRow>>(new Map());
  const choose = useCallback(
    (rows: readonly AssignmentRow[], isChosen: boolean) =>
      setChosen((before) => {
        const after = new Map(before);
        for (const row of rows) {
          if (isChosen) after.set(row.id, row);
          else after.delete(row.id);
        }
        return after;
      }),
    [],
  );
  return { chosen, choose, clear: useCallback(() => setChosen(new Map()), []) };
}

export type Chosen = ReturnType<typeof useChosen>;
