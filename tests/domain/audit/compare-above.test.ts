// Work from above is folded from its events, and a table that says otherwise is told.
import { expect, test } from 'vitest';
import { readLoggedEvent } from '#contracts/logged-events.ts';
import { compareAbove, foldAboveEvent, type LoggedAbove } from '#domain/audit/compare-above.ts';
import { day } from '../../support/moments.ts';

const GIVEN = { officeName: 'UBND tỉnh', title: 'Rà soát thủ tục', due: '2026-06-30', status: 'assigned' };
const ROW: LoggedAbove = { ...GIVEN, due: day('2026-06-30'), status: 'assigned', planId: null };

function fold(...events: [type: string, payload: object][]): Map<string, LoggedAbove> {
  const above = new Map<string, LoggedAbove>();
  for (const [type, payload] of events) foldAboveEvent(above, 'v', readLoggedEvent(type, payload));
  return above;
}

const differences = (logged: Map<string, LoggedAbove>, row: LoggedAbove | null) =>
  compareAbove(logged, new Map(row === null ? [] : [['v', row]])).map(({ column }) => column);

test.each<[string, [string, object][], LoggedAbove]>([
  ['given', [['above-given', GIVEN]], ROW],
  ['taken up above, which is told nowhere here', [['above-given', GIVEN]], { ...ROW, status: 'in-progress' }],
  [
    'given on, and verified',
    [
      ['above-given', GIVEN],
      ['above-handed-on', { planId: 'p', leads: ['Tổ A'] }],
      ['above-verified', { ...GIVEN, status: 'verified' }],
    ],
    { ...ROW, status: 'verified', planId: 'p' },
  ],
  ['given on in this moment', [['above-given', GIVEN]], { ...ROW, planId: 'p' }],
  [
    'due on another day since',
    [
      ['above-given', GIVEN],
      ['above-changed', { ...GIVEN, due: '2026-07-31' }],
    ],
    { ...ROW, due: day('2026-07-31') },
  ],
])('%s: the table says the same', (_, events, row) => {
  expect(differences(fold(...events), row)).toEqual([]);
});

test('each column that was changed past the log is named, and a row of which it knows nothing, or that is gone', () => {
  const logged = fold(['above-given', GIVEN], ['above-handed-on', { planId: 'p' }]);
  const row: LoggedAbove = { ...ROW, planId: 'p' };
  expect(differences(logged, { ...row, status: 'withdrawn' })).toEqual(['status']);
  expect(differences(logged, { ...row, due: null })).toEqual(['due']);
  expect(differences(logged, { ...row, title: 'Khác', officeName: 'Khác' })).toEqual(['officeName', 'title']);
  expect(differences(logged, { ...row, planId: 'q' })).toEqual(['planId']);
  expect(differences(logged, null)).toEqual([null]);
  expect(differences(new Map(), row)).toEqual([null]);
});
