import type { Database } from '#store/database.ts';
import { officeOf } from '#store/database.ts';
import { listOfficeDatabases } from '#store/member-office-store.ts';

const LOOK_EVERY_MS = 5_000;

/**
 * A round of a loop for each office, made of `roundOf` once for each; it finds as much as all of them. One that fails keeps no other from its turn,
 * and the round fails with it at the end. Offices that were added are found within seconds.
 */
export function eachOffice(
  first: Database,
  roundOf: (office: Database) => () => Promise<number>,
): () => Promise<number> {
  const rounds = new Map<number, () => Promise<number>>([[officeOf(first), roundOf(first)]]);
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - lookedAtMs >= LOOK_EVERY_MS) {
      for (const office of await listOfficeDatabases(first))
        if (!rounds.has(officeOf(office))) rounds.set(officeOf(office), roundOf(office));
      lookedAtMs = performance.now();
    }
    let found = 0;
    const failures: unknown[] = [];
    for (const round of rounds.values()) {
      try {
        found += await round();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return found;
  };
}
