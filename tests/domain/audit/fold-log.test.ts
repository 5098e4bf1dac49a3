// What every table must say today follows from the log alone, event by event.
import { describe, expect, test } from 'vitest';
import type { LoggedEvent } from '#contracts/logged-events.ts';
import { factsOf } from '#domain/audit/fold-events.ts';
import { emptyLog, factsNow, foldLogEvent } from '#domain/audit/fold-log.ts';
import { at } from '../../support/moments.ts';

type Told = [subject: string, type: string, payload?: object, hour?: number];

function fold(...events: Told[]) {
  const log = emptyLog();
  events.forEach(([subject, type, payload = {}, hour = 0], index) => {
    const told = { type, payload } as LoggedEvent;
    foldLogEvent(log, { ...told, subject, sequence: index + 1, actor: 'Hạnh', occurredAt: moment(hour) });
  });
  return log;
}
const moment = (hour: number) => at(`2026-06-10T0${hour}:00:00Z`);
const NO_PAPERS = { documentNumber: null, evidenceUrl: null };
const REPORTED = { note: 'Xong', reportedOn: '2026-06-10', ...NO_PAPERS };
const life = (...events: [type: string, payload?: object, hour?: number][]) =>
  fold(...events.map(([type, payload, hour]): Told => ['assignment/v', type, payload, hour])).assignments.get('v');

describe('an assignment in the log', () => {
  test('before its start has its facts and nothing else', () => {
    expect(life(['facts-stated', { facts: { key: 'k' } }])).toEqual({
      facts: { key: 'k' },
      lead: null,
      started: false,
      rulesVersion: null,
      status: 'assigned',
      sequence: 0,
      reportedOn: null,
      acknowledgedAt: null,
      endedAt: null,
      latestAt: null,
      reports: [],
    });
  });

  test('has started with its first event of the lifecycle, under the first rules where none are named', () => {
    expect(life(['assigned'])).toMatchObject({ facts: null, started: true, rulesVersion: 1, sequence: 1 });
    expect(life(['assigned', { rulesVersion: 2 }], ['acknowledged'])).toMatchObject({ rulesVersion: 2, sequence: 2 });
  });

  test('was acknowledged and ended when its events say so', () => {
    const verified = life(['assigned'], ['acknowledged', {}, 1], ['reported', REPORTED, 2], ['verified', {}, 3]);
    expect(verified).toMatchObject({ status: 'verified', acknowledgedAt: moment(1), endedAt: moment(3) });
    expect(life(['assigned'], ['withdrawn', { reason: 'x' }, 2])).toMatchObject({
      status: 'withdrawn',
      acknowledgedAt: null,
      endedAt: moment(2),
    });
    expect(life(['assigned'], ['acknowledged', {}, 1], ['reported', REPORTED, 2])).toMatchObject({ endedAt: null });
  });

  test('has the day of its last report', () => {
    const again = { ...REPORTED, reportedOn: '2026-06-12' };
    expect(life(['assigned'], ['reported', REPORTED], ['returned', {}], ['reported', again])?.reportedOn).toBe(
      '2026-06-12',
    );
  });

  test('keeps its number when an event that is no step of its life comes after', () => {
    expect(life(['assigned'], ['facts-stated', {}])).toMatchObject({ sequence: 1 });
  });
});

describe('a report in the log', () => {
  const outcomes = (...events: Parameters<typeof life>) =>
    life(['assigned'], ...events)?.reports.map(({ outcome, outcomeReason }) => [outcome, outcomeReason]);

  test('waits with all that it said', () => {
    const papers = { documentNumber: '12/BC', evidenceUrl: 'https://a.vn' };
    expect(life(['reported', { ...REPORTED, ...papers }])?.reports).toEqual([
      { ...REPORTED, ...papers, sequence: 1, actor: 'Hạnh', outcome: 'waiting', outcomeReason: null },
    ]);
  });

  test('is accepted, returned with a reason, or void', () => {
    expect(outcomes(['reported', REPORTED], ['verified', {}])).toEqual([['accepted', null]]);
    expect(outcomes(['reported', REPORTED], ['returned', { reason: 'Thiếu' }])).toEqual([['returned', 'Thiếu']]);
    expect(outcomes(['reported', REPORTED], ['withdrawn', { reason: 'Thôi' }])).toEqual([['void', 'Thôi']]);
    expect(outcomes(['reported', REPORTED], ['acknowledged', {}])).toEqual([['waiting', null]]);
  });

  test('that was returned stays so when a later one is accepted', () => {
    expect(
      outcomes(['reported', REPORTED], ['returned', { reason: 'Thiếu' }], ['reported', REPORTED], ['verified', {}]),
    ).toEqual([
      ['returned', 'Thiếu'],
      ['accepted', null],
    ]);
  });
});

describe('a plan in the log', () => {
  const plan = (...events: [type: string, payload?: object][]) =>
    fold(...events.map(([type, payload]): Told => ['plan/p', type, payload])).plans.get('p');

  test('has its title and the hash of its table from its import, and is a draft', () => {
    expect(plan(['plan-imported', { title: 'CCHC', rowsDigest: 'd' }])).toEqual({
      title: 'CCHC',
      deleted: false,
      published: false,
      rowsDigest: 'd',
      assignmentsDigest: null,
    });
    expect(plan(['plan-imported', {}])).toEqual({
      title: null,
      deleted: false,
      published: false,
      rowsDigest: null,
      assignmentsDigest: null,
    });
  });

  test('is given out by its publication, with the hash of its assignments', () => {
    expect(
      plan(['plan-imported', { title: 'CCHC' }], ['plan-published', { title: 'x', assignmentsDigest: 'v' }]),
    ).toEqual({
      title: 'CCHC',
      deleted: false,
      published: true,
      rowsDigest: null,
      assignmentsDigest: 'v',
    });
  });

  test('keeps the hashes that were stated first', () => {
    const later = ['plan-published', { rowsDigest: 'd2', assignmentsDigest: 'v2' }] as [string, object];
    expect(plan(['facts-stated', { rowsDigest: 'd', assignmentsDigest: 'v' }], later)).toMatchObject({
      deleted: false,
      published: true,
      rowsDigest: 'd',
      assignmentsDigest: 'v',
    });
  });
});

describe('the rest of the log', () => {
  test('holds the last decision for each row of a plan', () => {
    const log = fold(
      ['plan-row/r', 'deadline-decided', { text: 'Quý I' }],
      ['plan-row/s', 'deadline-decided', { text: 'Quý II' }],
      ['plan-row/r', 'deadline-decided', { text: 'Quý IV' }],
    );
    expect([...log.decided]).toEqual([
      ['r', 'Quý IV'],
      ['s', 'Quý II'],
    ]);
  });

  test('knows who leads work that was moved, and keeps what was given out', () => {
    const log = fold(
      ['assignment/x', 'assigned', { facts: { key: 'k', agencyId: 'a', agencyName: 'A' } }],
      ['lead/x', 'lead-moved', { agencyId: 'b', agencyName: 'B' }],
      ['lead/x', 'lead-moved', { agencyId: 'c', agencyName: 'C' }],
    );
    const life = log.assignments.get('x');
    expect(life?.facts).toMatchObject({ agencyId: 'a', agencyName: 'A' });
    expect(life && factsNow(life)).toMatchObject({ key: 'k', agencyId: 'c', agencyName: 'C' });
    expect(log.assignments.size).toBe(1);
  });

  test('holds the last seal of each message and ledger row', () => {
    const items = [
      ['message', 'm', '1'],
      ['entry', 'm', '2'],
    ];
    const log = fold(
      ['deliveries', 'deliveries-sealed', { items }],
      ['deliveries', 'deliveries-sealed', { items: [['message', 'm', '3']] }],
    );
    expect([...log.seals]).toEqual([
      ['message/m', '3'],
      ['entry/m', '2'],
    ]);
  });

  test('hands settings on, with the family and the id of their subject', () => {
    const log = fold(
      ['roster', 'roster-extended', { digest: 'd' }],
      ['contact/a/b', 'zalo-linked', { zaloUserId: 'z' }],
      ['webhook/w', 'webhook-added', { url: 'u' }],
      ['matter/m', 'matter-resolved', {}, 4],
    );
    expect(log.settings.rosterDigest).toBe('d');
    expect([...log.settings.zalo]).toEqual([['a/b', 'z']]);
    expect([...log.settings.webhooks.keys()]).toEqual(['w']);
    expect([...log.settings.resolved]).toEqual([['m', moment(4)]]);
    expect([log.assignments.size, log.plans.size]).toEqual([0, 0]);
  });
});

test('the facts of an assignment are those of the first event that states any', () => {
  const stating = (type: string, key?: string) =>
    ({ type, payload: key === undefined ? {} : { facts: { key } } }) as LoggedEvent;
  const acknowledged = stating('acknowledged');
  expect(factsOf([acknowledged, stating('facts-stated', 'a'), stating('assigned', 'b')])).toEqual({ key: 'a' });
  expect(factsOf([stating('assigned'), stating('facts-stated', 'b')])).toEqual({ key: 'b' });
  expect(factsOf([acknowledged])).toBeNull();
  expect(factsOf([])).toBeNull();
});
