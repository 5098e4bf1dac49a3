import type { Clock } from '#contracts/clock.ts';
import { type Database, FIRST_OFFICE, forOffice } from '#store/database.ts';
import { createDirectory, type Directory } from '#store/directory.ts';

/** Where an office's rows and people are. */
export interface OfficePlace {
  database: Database;
  directory: Directory;
}

/** Each office's, made when it is asked for first. */
export function createOfficePlaces({ database, directory, now }: OfficePlace & { now: Clock }) {
  const made = new Map<number, OfficePlace>([[FIRST_OFFICE, { database, directory }]]);
  return (office: number): OfficePlace => {
    const known = made.get(office);
    if (known !== undefined) return known;
    const there = forOffice(database, office);
    const place = { database: there, directory: createDirectory(there, now) };
    made.set(office, place);
    return place;
  };
}
