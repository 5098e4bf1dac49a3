// Whatever the date and whenever it is published, the default ladder keeps its promises.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import { instantOf, isAfter, isBefore } from '#domain/calendar/instant.ts';
import { addDays, localDateOf } from '#domain/calendar/local-date.ts';
import { toClock, toLocalDate } from '#domain/calendar/local-time.ts';
import { publicationSlot } from '#domain/calendar/slots.ts';
import { buildReturnSteps, buildSteps } from '#domain/ladder/build-steps.ts';
import { resolveAudience } from '#domain/ladder/resolve-audience.ts';
import { aContact, aRoster, DEFAULT_POLICY, OFFICIAL_CALENDAR, ZONE } from '../../support/builders.ts';
import { at } from '../../support/moments.ts';

const RUNS = { numRuns: 40 };
const FIRST_MS = Date.parse('2025-12-01T00:00:00Z');
const day = fc.integer({ min: 0, max: 420 }).map((days) => addDays(localDateOf('2025-12-01'), days));
const moment = fc.integer({ min: 0, max: 365 * 24 * 60 }).map((minutes) => instantOf(FIRST_MS + minutes * 60_000));
const ladder = fc.record({
  publishedAt: moment,
  due: day,
  nature: fc.constantFrom('dated' as const, 'dated' as const, 'continuous' as const, 'conditional' as const),
});

test('nothing leaves outside the slots of working days', () => {
  fc.assert(
    fc.property(ladder, (one) => {
      const { steps, publicationSlotAt } = build(one);
      for (const slotAt of slotsOf(steps)) {
        expect(OFFICIAL_CALENDAR.isWorkingDay(toLocalDate(at(slotAt), ZONE))).toBe(true);
        const clock = toClock(at(slotAt), ZONE);
        if (slotAt === publicationSlotAt) expect(clock >= '07:30' && clock < '17:00').toBe(true);
        else expect(['08:00', '14:00']).toContain(clock);
      }
    }),
    RUNS,
  );
});

test('nothing leaves before the assignment notice, and that is the first step', () => {
  fc.assert(
    fc.property(ladder, (one) => {
      const { steps, publicationSlotAt } = build(one);
      expect(steps[0]?.id).toBe('assigned');
      expect(isAfter(publicationSlotAt, one.publishedAt)).toBe(true);
      for (const slotAt of slotsOf(steps)) expect(isBefore(slotAt, publicationSlotAt)).toBe(false);
    }),
    RUNS,
  );
});

test('steps come in order of time and none comes twice', () => {
  fc.assert(
    fc.property(ladder, (one) => {
      const { steps } = build(one);
      const slots = steps.map((step) => step.slotAt);
      expect(slots).toEqual([...slots].sort());
      expect(new Set(steps.map((step) => step.id)).size).toBe(steps.length);
    }),
    RUNS,
  );
});

test('no advance notice after the due notice, no overdue notice before the day is over', () => {
  fc.assert(
    fc.property(ladder, (one) => {
      const { steps, dueWorking } = build({ ...one, nature: 'dated' });
      const dueAt = steps.find((step) => step.id === 'due')?.slotAt;
      for (const step of steps) {
        if (step.rung.startsWith('before-') && dueAt) expect(isBefore(step.slotAt, dueAt)).toBe(true);
        if (step.rung.startsWith('overdue-')) expect(toLocalDate(step.slotAt, ZONE) > dueWorking).toBe(true);
      }
    }),
    RUNS,
  );
});

test('of everything past at publication at most one step is said', () => {
  fc.assert(
    fc.property(ladder, (one) => {
      const late = build({ ...one, nature: 'dated' });
      const early = build({ ...one, nature: 'dated', publishedAt: instantOf('2025-01-06T02:00:00Z') });
      const original = new Map(early.steps.map((step) => [step.id, step.slotAt]));
      const moved = late.steps.filter((step) => {
        const slotAt = original.get(step.id);
        return slotAt !== undefined && slotAt < late.publicationSlotAt && step.id !== 'assigned' && step.id !== 'due';
      });
      expect(moved.filter((step) => step.rung !== 'unacknowledged').length).toBeLessThanOrEqual(1);
    }),
    RUNS,
  );
});

test('the ladder after a return starts with the notice and repeats nothing of the past', () => {
  fc.assert(
    fc.property(ladder, (one) => {
      const { publicationSlotAt: _, ...input } = build(one).input;
      const steps = buildReturnSteps({ ...input, returnedAt: one.publishedAt, commandId: 'lan-tra-lai' });
      expect(steps.map((step) => step.id)).toContain('returned#lan-tra-lai');
      for (const slotAt of slotsOf(steps)) {
        expect(isAfter(slotAt, one.publishedAt)).toBe(true);
        expect(OFFICIAL_CALENDAR.isWorkingDay(toLocalDate(at(slotAt), ZONE))).toBe(true);
      }
    }),
    RUNS,
  );
});

const leave = fc
  .record({ from: day, days: fc.integer({ min: 0, max: 30 }) })
  .map(({ from, days }) => ({ from, to: addDays(from, days) }));
const people = fc.array(
  fc.record({
    agency: fc.constantFrom('a', 'linhvuc', 'noivu', 'vanphong', 'thuongtruc'),
    role: fc.constantFrom('clerk' as const, 'head' as const),
    deputy: fc.option(fc.integer({ min: 0, max: 7 })),
    leave: fc.array(leave, { maxLength: 2 }),
    email: fc.option(fc.constant('x@vi-du.example')),
  }),
  { minLength: 1, maxLength: 8 },
);

test('one person gets one reminder a step and slot, never during a leave, whoever is in the roster', () => {
  fc.assert(
    fc.property(ladder, people, (one, contacts) => {
      const roster = rosterOf(contacts);
      const { steps } = build(one);
      const reminders = remind(steps, roster);
      const keys = reminders.map((reminder) => `${reminder.step} ${reminder.contactId} ${reminder.slotAt}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { contactId, slotAt } of reminders) {
        const date = toLocalDate(slotAt, ZONE);
        const contact = roster.contacts.find((candidate) => candidate.id === contactId);
        expect(contact?.leave.some(({ from, to }) => from <= date && date <= to)).toBe(false);
        expect(OFFICIAL_CALENDAR.isWorkingDay(date)).toBe(true);
      }
    }),
    RUNS,
  );
});

test('the same input gives the same reminders, in whatever order the roster lists its people', () => {
  fc.assert(
    fc.property(ladder, people, (one, contacts) => {
      const roster = rosterOf(contacts);
      const { steps } = build(one);
      expect(build(one).steps).toEqual(steps);
      const sorted = (list: object[]) => list.map((entry) => JSON.stringify(entry)).sort();
      const turned = { ...roster, contacts: [...roster.contacts].reverse() };
      expect(sorted(remind(steps, turned))).toEqual(sorted(remind(steps, roster)));
    }),
    RUNS,
  );
});

type Case = { publishedAt: Instant; due: LocalDate; nature: 'dated' | 'continuous' | 'conditional' };

function build({ publishedAt, due, nature }: Case) {
  const shared = { policy: DEFAULT_POLICY, calendar: OFFICIAL_CALENDAR };
  const publicationSlotAt = publicationSlot({ ...shared, publishedAt, assignments: 40 });
  const dueWorking = OFFICIAL_CALENDAR.nextWorkingDayOnOrAfter(due);
  const dates = nature === 'dated' ? { due, dueWorking } : { due: null, dueWorking: null };
  const input = { ...shared, ...dates, nature, publicationSlotAt, lastDay: localDateOf('2026-12-31') };
  return { input, publicationSlotAt, dueWorking, steps: buildSteps(input) };
}

function slotsOf(steps: ReturnType<typeof buildSteps>): Slot[] {
  return steps.flatMap((step) => [step.slotAt, ...step.audience.map((one) => one.slotAt)]);
}

function remind(steps: ReturnType<typeof buildSteps>, roster: Roster) {
  const rules = { calendar: OFFICIAL_CALENDAR, policy: DEFAULT_POLICY, channels: CHANNEL_KINDS };
  const who = { agencyId: 'a', fieldCode: 'I', roster, ...rules };
  return steps.flatMap((step) => resolveAudience(step, who));
}

function rosterOf(
  contacts: {
    agency: string;
    role: 'clerk' | 'head';
    deputy: number | null;
    leave: { from: LocalDate; to: LocalDate }[];
    email: string | null;
  }[],
) {
  return aRoster({
    contacts: contacts.map(({ deputy, ...contact }, index) =>
      aContact({ id: `p${index}`, ...contact, deputy: deputy === null || deputy === index ? null : `p${deputy}` }),
    ),
    chairman: 'p0',
  });
}
