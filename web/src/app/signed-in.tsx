import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ProblemError } from '../api/problem-error.ts';
import { queries } from '../api/queries.ts';
import { recallMeta } from '../api/remembered-meta.ts';
import { signInPath } from '../pages/sign-in/way-back.ts';
import { BootNotice } from './boot-notice.tsx';

const SecondFactorNeeded = lazy(async () => ({
  default: (await import('./second-factor-needed.tsx')).SecondFactorNeeded,
}));

/** Shows its children to whoever is signed in; anybody else is led to the sign-in page and back again, or to what they are to set up first. */
export function SignedIn({ children }: { children: ReactNode }) {
  const me = useQuery(queries.me());
  const location = useLocation();
  useAskAgainAfterRefusals();
  // The mailbox of the embedded stack is where an invitation is read, before anybody has come in.
  const isOpen = location.pathname.startsWith('/dev/');
  if (!isOpen && isNobody(me.error)) return <Navigate to={signInPath(location)} replace />;
  // Who was here before most likely is again: the page need not wait. Anybody else would see one refusal after the other flash by.
  if (!isOpen && me.isPending && recallMeta() === undefined) return <BootNotice />;
  if (!isOpen && me.data?.awaits)
    return (
      <Suspense fallback={<BootNotice />}>
        <SecondFactorNeeded awaits={me.data.awaits} />
      </Suspense>
    );
  return children;
}

function isNobody(thrown: unknown): boolean {
  return thrown instanceof ProblemError && thrown.code === 'sign-in-needed';
}

function isAsked(thrown: unknown): boolean {
  return thrown instanceof ProblemError && thrown.code === 'second-factor-needed';
}

/** Any question of a page may be the first to hear that the session has ended, or that more is asked of it. */
function useAskAgainAfterRefusals(): void {
  const cache = useQueryClient();
  useEffect(() => {
    const hear = (error: unknown) => {
      if (isNobody(error) || isAsked(error)) void cache.invalidateQueries({ queryKey: queries.me().queryKey });
    };
    const stopQueries = cache.getQueryCache().subscribe(({ query, type }) => {
      if (type === 'updated' && query.queryKey[0] !== 'me') hear(query.state.error);
    });
    const stopMutations = cache.getMutationCache().subscribe(({ mutation }) => hear(mutation?.state.error));
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [cache]);
}
