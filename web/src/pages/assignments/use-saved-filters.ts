import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { queries } from '../../api/queries.ts';

export interface SavedFilter {
  name: string;
  /** What stands behind `/viec?`. */
  search: string;
}

const SAVED_MAX = 20;

/** The views that somebody keeps for themselves, in this browser (ADR 0271); of one account, as several people may share a machine. */
export function useSavedFilters() {
  const { data: me } = useQuery(queries.me());
  const place = me === undefined ? null : `dondoc-bo-loc ${me.email ?? me.name}`;
  const [saved, setSaved] = useState<{ place: string; list: SavedFilter[] } | null>(null);
  const list = place === null ? [] : saved?.place === place ? saved.list : read(place);
  const write = useCallback(
    (next: SavedFilter[]) => {
      if (place === null) return;
      setSaved({ place, list: next });
      try {
        localStorage.setItem(place, JSON.stringify(next));
      } catch {
        // A browser that keeps nothing: the view stays until the page is closed.
      }
    },
    [place],
  );
  return {
    list,
    isFull: list.length >= SAVED_MAX,
    keep: (filter: SavedFilter) =>
      write([...list.filter(({ name }) => name !== filter.name), filter].slice(-SAVED_MAX)),
    forget: (name: string) => write(list.filter((one) => one.name !== name)),
  };
}

function read(place: string): SavedFilter[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isSaved) : [];
  } catch {
    return [];
  }
}

function isSaved(one: unknown): one is SavedFilter {
  return typeof one === 'object' && one !== null && 'name' in one && 'search' in one && typeof one.search === 'string';
}
