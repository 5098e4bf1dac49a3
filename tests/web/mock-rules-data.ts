// The calendar and the ladder that every installation begins with.
import { readFileSync } from 'node:fs';
import { CalendarEdition } from '#contracts/calendar.ts';
import { LadderPolicy } from '#contracts/ladder.ts';

export interface MockRules {
  editions: CalendarEdition[];
  ladders: LadderPolicy[];
}

export function createMockRules(): MockRules {
  return {
    editions: [CalendarEdition.parse(read('calendars/vn-civil-servants.json'))],
    ladders: [LadderPolicy.parse(read('ladders/default.json'))],
  };
}

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${path}`, import.meta.url), 'utf8'));
