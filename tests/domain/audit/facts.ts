// One dated assignment, as its assigning event states it.
import type { AssignmentFacts } from '#contracts/logged-events.ts';
import { at, day } from '../../support/moments.ts';

export const FACTS: AssignmentFacts = {
  key: 'I.1/a/2026-06-15',
  planId: 'p',
  activityId: 'r1',
  fieldCode: 'I',
  fieldTitle: 'Thể chế',
  agencyId: 'a',
  agencyName: 'Phòng A',
  title: 'Rà soát',
  label: null,
  nature: 'dated',
  opens: null,
  due: day('2026-06-14'),
  dueWorking: day('2026-06-15'),
  explanation: 'x',
  ladderPolicyId: 'l',
  calendarEditionId: 'c',
  publishedAt: at('2026-01-05T02:00:00Z'),
};
