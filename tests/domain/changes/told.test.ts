import { describe, expect, test } from 'vitest';
import { type Change, changesBetween, changesOf, type Marks, mayChangeRights } from '#domain/changes/change.ts';
import { type Hearing, toldOf } from '#domain/changes/told.ts';
import { RIGHTS } from '#domain/rights/rights-table.ts';
import { day } from '../../support/moments.ts';

const work = (id: string, agencyId = 'a', fieldCode: string | null = 'I') => ({ id, agencyId, fieldCode });
const changed = (id: string, agencyId?: string, fieldCode?: string | null): Change => ({
  kind: 'assignment',
  ...work(id, agencyId, fieldCode),
});
const event = { index: 7, type: 'acknowledged', family: 'assignment', work: null, planId: null };

const all: Hearing = { only: null, work: 'all', plans: true, matters: true, messages: true };
const ofAgency: Hearing = {
  ...{ only: null, plans: false, matters: false, messages: false },
  work: { agencyIds: ['a'], fieldCodes: [] },
};

describe('what an event changes', () => {
  test.each([
    ['of a piece of work', { work: work('v') }, [changed('v')]],
    ['of a reminder', { family: 'reminder', work: work('v') }, [changed('v')]],
    ['of work that went to another agency', { family: 'lead', work: work('v') }, [changed('v'), { kind: 'list' }]],
    ['of a letter', { family: 'deliveries', work: work('v') }, [changed('v'), { kind: 'messages' }]],
    ['of a plan', { family: 'plan', planId: 'k' }, [{ kind: 'plan', id: 'k' }]],
    ['of a row of a plan', { family: 'plan-row', planId: 'k' }, [{ kind: 'plan', id: 'k' }]],
    ['of a matter', { family: 'matter' }, [{ kind: 'matters' }]],
    ['of the roster', { family: 'roster' }, [{ kind: 'matters' }]],
    ['of an account', { family: 'account' }, []],
    ['of something that is none of its own', { family: 'viec-la' }, []],
  ] as const)('%s', (_name, about, wanted) => {
    expect(changesOf({ ...event, ...about })).toEqual(wanted);
  });

  test('whoever listens is asked anew after what may change rights, and not after somebody signed in', () => {
    const asked = ['roster-imported', 'account-role-taken', 'account-switched', 'account-invited'];
    const notAsked = ['account-signed-in', 'account-key-made', 'acknowledged', 'roster'];
    expect([...asked, ...notAsked].filter((type) => mayChangeRights({ type }))).toEqual(asked);
  });
});

describe('what changes without an event', () => {
  const marks: Marks = { index: 5, day: day('2026-03-02'), matters: '08:00', messages: null, publishing: { k: '9/1' } };

  test('nothing where the marks are the same, or have gone', () => {
    expect(changesBetween(marks, { ...marks, index: 9 })).toEqual([]);
    expect(changesBetween(marks, { ...marks, matters: null, publishing: {} })).toEqual([]);
  });

  test('matters, letters and publications, each where its mark has moved', () => {
    expect(changesBetween(marks, { ...marks, matters: '08:01' })).toEqual([{ kind: 'matters' }]);
    expect(changesBetween(marks, { ...marks, messages: '08:01' })).toEqual([{ kind: 'messages' }]);
    expect(changesBetween(marks, { ...marks, publishing: { k: '9/2', m: '4/0' } })).toEqual([
      { kind: 'plan', id: 'k' },
      { kind: 'plan', id: 'm' },
    ]);
  });

  test('a new day changes every list', () => {
    expect(changesBetween(marks, { ...marks, day: day('2026-03-03') })).toEqual([
      { kind: 'list' },
      { kind: 'matters' },
    ]);
  });
});

describe('what a listener is told', () => {
  const everything: Change[] = [
    changed('v1'),
    changed('v2', 'b', 'II'),
    changed('v1'),
    { kind: 'plan', id: 'k' },
    { kind: 'matters' },
    { kind: 'messages' },
  ];

  test('who sees all hears all, each once', () => {
    expect(toldOf(all, everything)).toEqual([
      { type: 'assignment', id: 'v1' },
      { type: 'assignment', id: 'v2' },
      { type: 'plan', id: 'k' },
      { type: 'matters' },
      { type: 'messages' },
    ]);
  });

  test('who sees the work of an agency or a field hears of no other, and of nothing else', () => {
    expect(toldOf(ofAgency, everything)).toEqual([{ type: 'assignment', id: 'v1' }]);
    const ofField = { ...ofAgency, work: { agencyIds: [], fieldCodes: ['II'] } };
    expect(toldOf(ofField, everything)).toEqual([{ type: 'assignment', id: 'v2' }]);
    expect(toldOf(ofAgency, [{ kind: 'list' }])).toEqual([{ type: 'list' }]);
  });

  test('much work at once is the list, for whoever sees it', () => {
    const many = Array.from({ length: 21 }, (_, n) => changed(`v${n}`));
    expect(toldOf(all, [...many.slice(1), { kind: 'matters' }])).toHaveLength(21);
    expect(toldOf(all, [...many, { kind: 'matters' }])).toEqual([{ type: 'matters' }, { type: 'list' }]);
    expect(toldOf({ ...ofAgency, work: { agencyIds: ['b'], fieldCodes: [] } }, many)).toEqual([]);
  });

  test('who listens to one piece of work hears of that one', () => {
    const one = { ...all, only: 'v2' };
    expect(toldOf(one, everything)).toEqual([{ type: 'assignment', id: 'v2' }]);
    expect(toldOf(one, [{ kind: 'list' }])).toEqual([{ type: 'assignment', id: 'v2' }]);
    expect(toldOf({ ...ofAgency, only: 'v2' }, everything)).toEqual([]);
  });

  test('who may listen may look at the work that they are told of', () => {
    expect(RIGHTS['see-changes']).toEqual(RIGHTS['see-assignment']);
  });
});
