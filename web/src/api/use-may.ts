import { useQuery } from '@tanstack/react-query';
import { queries } from './queries.ts';

/** Whether who is signed in has a right of docs/rights.md; false until that is known. */
export function useMay(): (right: string) => boolean {
  const { data } = useQuery(queries.me());
  return (right) => data?.rights.includes(right) ?? false;
}
