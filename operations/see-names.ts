// What the pages call things by: the office, and the agencies and fields that lists are filtered by.
import { hasSample, listLeadAgencies, listPlanFields } from '#store/plan-list-store.ts';
import { loadOffice } from '#store/roster-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const seeNames = defineOperation({
  name: 'see-names',
  by: ['account'],
  refuses: {},
  run: async ({ database }: OperationContext, _actor, _input: object) => {
    const [office, agencies, fields, sample] = await Promise.all([
      loadOffice(database),
      listLeadAgencies(database),
      listPlanFields(database),
      hasSample(database),
    ]);
    return { office: office.name, agencies, fields, sample };
  },
});
