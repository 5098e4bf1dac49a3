// How many time texts one core reads in a minute: node --import tsx bench/deadline-speed.ts
// Figure to reach: 100,000 a minute.
import { readFileSync } from 'node:fs';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';

const fixtures = new URL('../tests/fixtures/deadlines.jsonl', import.meta.url);
const questions = readFileSync(fixtures, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as { text: string; planYear: number | null });
const edition = JSON.parse(readFileSync(new URL('../data/calendars/vn-civil-servants.json', import.meta.url), 'utf8'));
const calendar = createWorkCalendar(edition);

const WARM_UP_ROUNDS = 5;
const SECONDS = 5;

for (let round = 0; round < WARM_UP_ROUNDS; round++)
  for (const { text, planYear } of questions) readDeadline({ text, planYear, calendar });

let read = 0;
const startedMs = performance.now();
const startedCpu = process.cpuUsage();
while (performance.now() - startedMs < SECONDS * 1000)
  for (const { text, planYear } of questions) {
    readDeadline({ text, planYear, calendar });
    read++;
  }
const elapsedMs = performance.now() - startedMs;
const cpuMs = process.cpuUsage(startedCpu).user / 1000;
console.log(
  JSON.stringify({
    read,
    perMinuteWall: Math.round((read / elapsedMs) * 60_000),
    perMinuteCpu: Math.round((read / cpuMs) * 60_000),
    microsecondsEach: Math.round((elapsedMs * 1000) / read),
  }),
);
