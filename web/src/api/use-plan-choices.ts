import { useQuery } from '@tanstack/react-query';
import { queries } from './queries.ts';
import type { PlanSummary } from './types.ts';
import { useMay } from './use-may.ts';

/** The plans that a list can be narrowed to; null for somebody who may not see plans, and the server is not asked then. */
export function usePlanChoices(): readonly PlanSummary[] | null {
  const mayList = useMay()('list-plans');
  const { data } = useQuery({ ...queries.plans(), enabled: mayList });
  return mayList ? (data ?? []) : null;
}
