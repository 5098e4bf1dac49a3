import type { Handler } from '#api/handler.ts';
import { summarisePlans } from '#store/plan-summary-store.ts';

export const listPlans: Handler<'listPlans'> = async ({ database }) => summarisePlans(database);
