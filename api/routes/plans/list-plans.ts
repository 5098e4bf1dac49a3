import type { Handler } from '#api/handler.ts';
import { listPlanSummaries } from '#store/plan-summary-store.ts';

export const listPlans: Handler<'listPlans'> = async ({ database }) => listPlanSummaries(database);
