// The calendar and the ladder of the mock office, by the rules of the product; open work is tried roughly.
import type { CalendarEdition } from '#contracts/calendar.ts';
import type { EditedYear } from '#contracts/calendar-edit.ts';
import { AudienceRole, type LadderPolicy } from '#contracts/ladder.ts';
import type { EditedLadder } from '#contracts/ladder-edit.ts';
import type { RulesTrial } from '#contracts/rules-trial.ts';
import { checkEdition } from '#domain/calendar/check-edition.ts';
import { diffEditions } from '#domain/calendar/diff-editions.ts';
import { toEditedYear, withEditedYear } from '#domain/calendar/edited-year.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { COUNTED, checkLadder, ONCE } from '#domain/ladder/check-ladder.ts';
import { RUNG_ORDER, toEditedLadder, toPolicy } from '#domain/ladder/edited-ladder.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import type { MockRules } from './mock-rules-data.ts';
import type { World } from './mock-world.ts';
import { Refusal } from './refusal.ts';

const SET_AT = instantOf('2026-01-05T01:00:00Z');
const SAVED_AT = instantOf('2026-11-20T02:30:00Z');

const last = <Item>(items: readonly Item[]): Item => items.at(-1) as Item;
const versionsOf = (items: readonly unknown[]) =>
  items
    .map((_, index) => ({
      createdAt: index === 0 ? SET_AT : SAVED_AT,
      actor: index === 0 ? 'hệ thống' : 'Nguyễn Thị Hạnh',
      works: index === 0 ? 96 : 0,
    }))
    .toReversed();

function calendarView({ editions }: MockRules, number = editions.length) {
  const shown = editions[number - 1];
  if (shown === undefined) throw new Refusal({ status: 404, title: 'Không có bản lịch này' });
  return {
    etag: `"calendar-office-${editions.length}"`,
    name: 'Lịch làm việc của cơ quan nhà nước',
    edition: number,
    latest: editions.length,
    weeklyDaysOff: shown.weeklyDaysOff ?? [6, 7],
    years: shown.years.map((year) => toEditedYear(shown, year)),
    editions: versionsOf(editions).map((one, index) => ({ ...one, edition: editions.length - index })),
  };
}

function ladderView({ ladders }: MockRules, number?: number) {
  const versions = ladders.map(({ version }) => version);
  const latest = last(versions);
  const shown = ladders.find(({ version }) => version === (number ?? latest)) as LadderPolicy;
  return {
    etag: `"ladder-office-${latest}"`,
    version: shown.version,
    latest,
    ladder: toEditedLadder(shown),
    kinds: RUNG_ORDER.map((kind) => ({
      ...{ kind, words: WORDS.rungKind[kind] },
      ...{ counted: COUNTED.includes(kind), once: ONCE.includes(kind) },
    })),
    roles: AudienceRole.options.map((role) => ({ role, words: WORDS.audience[role] })),
    versions: versionsOf(ladders).map((one, index) => ({ ...one, version: latest - index })),
  };
}

function nextEdition({ editions }: MockRules, year: EditedYear): CalendarEdition {
  const next = withEditedYear(last(editions), year);
  const issues = checkEdition({ ...next, years: next.years.filter((one) => one.year === year.year) });
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Refusal({
      ...{ status: 422, code: 'calendar-refused', title: 'Lịch làm việc chưa đúng' },
      issues: errors.map(({ message }) => ({ place: '', message })),
    });
  return next;
}

function tryCalendar(world: World, year: EditedYear) {
  const before = last(world.rules.editions);
  const after = nextEdition(world.rules, year);
  const [old, next] = [createWorkCalendar(before), createWorkCalendar(after)];
  const moved = world.assignments.flatMap(({ id, title, agencyName, due }) => {
    if (due === null) return [];
    const [from, to] = [old.nextWorkingDayOnOrAfter(due), next.nextWorkingDayOnOrAfter(due)];
    if (from === to) return [];
    const reminders = [
      { words: 'đến hạn', before: instantOf(`${from}T01:00:00Z`), after: instantOf(`${to}T01:00:00Z`), roles: null },
    ];
    return [{ id, title, agency: agencyName, due, dueWorkingBefore: from, dueWorkingAfter: to, reminders }];
  });
  return {
    days: diffEditions(before, after, []).days,
    warnings: checkEdition(after)
      .filter(({ message }) => message.startsWith(`Năm ${year.year}`))
      .map(({ message }) => message),
    trial: {
      ...{ works: world.assignments.length, touched: moved.length, dates: moved.length, added: 0, dropped: 0 },
      ...{ moved: moved.length, others: 0, examples: moved.slice(0, 20), drafts: 1 },
    },
  };
}

function tryLadder(world: World, ladder: EditedLadder, only?: string): RulesTrial {
  const issues = checkLadder(ladder);
  if (issues.length > 0)
    throw new Refusal({ status: 422, code: 'ladder-refused', title: 'Thang nhắc việc chưa đúng', issues });
  const before = toEditedLadder(last(world.rules.ladders));
  const said = (rungs: EditedLadder['rungs']) => new Set(rungs.map((rung) => JSON.stringify(rung)));
  const [was, is] = [said(before.rungs), said(ladder.rungs)];
  const added = [...is].filter((rung) => !was.has(rung)).length;
  const dropped = [...was].filter((rung) => !is.has(rung)).length;
  const works = world.assignments.filter(({ id, due }) => due !== null && (only === undefined || id === only));
  const isSame = added + dropped === 0 && before.regularSlot === ladder.regularSlot;
  const at = instantOf('2026-11-27T01:00:00Z');
  return {
    ...{ works: works.length, touched: isSame ? 0 : works.length, dates: 0, moved: 0, others: 0, drafts: 1 },
    ...{ added: added * works.length, dropped: dropped * works.length },
    examples: isSame
      ? []
      : works.slice(0, 20).map(({ id, title, agencyName: agency, due, dueWorking }) => ({
          ...{ id, title, agency, due, dueWorkingBefore: dueWorking, dueWorkingAfter: dueWorking },
          reminders: [{ words: 'nhắc trước 10 ngày làm việc', before: null, after: at, roles: null }],
        })),
  };
}

export function rulesHandlers(world: World) {
  return {
    getCalendar: ({ query }: { query: { edition?: number } }) => calendarView(world.rules, query.edition),
    previewCalendar: ({ body }: { body: { year: EditedYear } }) => tryCalendar(world, body.year),
    takeCalendar: ({ body }: { body: { year: EditedYear } }) => {
      world.rules.editions.push(nextEdition(world.rules, body.year));
      return calendarView(world.rules);
    },
    getLadder: ({ query }: { query: { version?: number } }) => ladderView(world.rules, query.version),
    previewLadder: ({ body }: { body: { ladder: EditedLadder; assignment?: string } }) =>
      tryLadder(world, body.ladder, body.assignment),
    editLadder: ({ body }: { body: { ladder: EditedLadder } }) => {
      const latest = last(world.rules.ladders);
      world.rules.ladders.push(toPolicy(body.ladder, latest, latest.version + 1));
      return ladderView(world.rules);
    },
  };
}
