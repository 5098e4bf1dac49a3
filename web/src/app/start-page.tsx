import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { queries } from '../api/queries.ts';
import { BootNotice } from './boot-notice.tsx';

/** Where somebody begins after signing in: whoever acts for a lead agency with their own work, everybody else with the overview. */
export function StartPage() {
  const me = useQuery(queries.me());
  if (me.isPending) return <BootNotice />;
  const isLead = me.data?.rights.includes('see-own-work') && !me.data.rights.includes('list-plans');
  return <Navigate to={isLead ? '/viec-cua-toi' : '/'} replace />;
}
