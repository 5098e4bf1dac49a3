import { lazy, Suspense, useEffect, useState } from 'react';
import { askForProofBy } from '../api/proof.ts';

const ProofDialog = lazy(async () => ({ default: (await import('./proof-dialog.tsx')).ProofDialog }));

/** Asks whoever is signed in to show again that it is they, when the server wants to know. */
export function ProofAsker() {
  const [asked, setAsked] = useState<((proved: boolean) => void)[]>([]);
  useEffect(() => {
    askForProofBy(() => new Promise((answer) => setAsked((before) => [...before, answer])));
    return () => askForProofBy(null);
  }, []);
  if (asked.length === 0) return null;
  const answer = (proved: boolean) => {
    for (const one of asked) one(proved);
    setAsked([]);
  };
  return (
    <Suspense fallback={null}>
      <ProofDialog onAnswer={answer} />
    </Suspense>
  );
}
