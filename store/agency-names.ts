// The agencies by name, for searching and sorting: there are thousands, they are asked for with every search, and they seldom change.
import { foldDiacritics } from '#domain/shared/slug.ts';
import type { Database } from './database.ts';
import { type AgencyPlaces, placesOfAgencies } from './listed-order.ts';

export interface AgencyNames extends AgencyPlaces {
  /** How many there are. */
  count: number;
  /** The ids of those whose name has the folded word in it. */
  named(word: string): string[];
  notNamed(word: string): string[];
}

let kept: { digest: string; names: AgencyNames } | null = null;

/** As they are called now: whether anything changed is asked each time. */
export async function loadAgencyNames(database: Database): Promise<AgencyNames> {
  const [found] = await database.$queryRaw<{ digest: string | null }[]>`
    SELECT md5(string_agg(id || chr(31) || name, chr(30) ORDER BY id)) AS digest FROM agency`;
  const digest = found?.digest ?? '';
  if (kept?.digest !== digest)
    kept = { digest, names: toNames(await database.$queryRaw<Agency[]>`SELECT id, name FROM agency`) };
  return kept.names;
}

interface Agency {
  id: string;
  name: string;
}

function toNames(agencies: readonly Agency[]): AgencyNames {
  const folded = agencies.map(({ id, name }) => ({ id, name: foldDiacritics(name) }));
  return {
    ...placesOfAgencies(agencies),
    count: agencies.length,
    named: (word) => folded.filter(({ name }) => name.includes(word)).map(({ id }) => id),
    notNamed: (word) => folded.filter(({ name }) => !name.includes(word)).map(({ id }) => id),
  };
}
