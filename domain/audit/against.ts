// A root that was written down outside (on a signed report, say) against the chain: what only a witness can find.
import { GENESIS_HASH } from './canonical-event.ts';

export interface Witness {
  root: string;
  /** How many events there were; null when only the root was written down. */
  count: number | null;
}

export type WitnessVerdict =
  | { ok: true; count: number }
  /** cut: fewer events than were counted; rebuilt: that event has another hash; unknown: no event has this hash. */
  | { ok: false; why: 'cut' | 'rebuilt' | 'unknown' };

/** Reads `ROOT` or `ROOT:COUNT`; null when it is neither. */
export function parseWitness(text: string): Witness | null {
  const found = /^([0-9a-fA-F]{64})(?::(\d{1,15}))?$/.exec(text.trim());
  if (found === null) return null;
  return { root: (found[1] as string).toLowerCase(), count: found[2] === undefined ? null : Number(found[2]) };
}

export interface WitnessCheck {
  /** Called with each event in order. */
  see(index: number, hash: string): void;
  verdict(events: number): WitnessVerdict;
}

/** Looks out for the root while somebody else walks the chain. */
export function createWitnessCheck({ root, count }: Witness): WitnessCheck {
  let foundAt: number | null = root === GENESIS_HASH ? 0 : null;
  return {
    see(index, hash) {
      if (hash === root) foundAt = index;
    },
    verdict(events) {
      if (foundAt !== null && (count === null || foundAt === count)) return { ok: true, count: foundAt };
      if (count === null) return { ok: false, why: 'unknown' };
      return { ok: false, why: events < count ? 'cut' : 'rebuilt' };
    },
  };
}
