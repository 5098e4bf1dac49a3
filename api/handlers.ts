// Every operation of the route table with its handler; a missing one is a type error.
import type { routes } from '#contracts/routes.ts';
import type { Handler } from './handler.ts';
import { commandAssignment } from './routes/assignments/command-assignment.ts';
import { getAssignment } from './routes/assignments/get-assignment.ts';
import { listAssignments } from './routes/assignments/list-assignments.ts';
import { getChannels } from './routes/channels/get-channels.ts';
import { createZaloCode, resolveMatter } from './routes/contacts/contacts.ts';
import { useLink } from './routes/links/use-link.ts';
import { getLink } from './routes/links/view-link.ts';
import { getMeta } from './routes/overview/get-meta.ts';
import { getOverview } from './routes/overview/get-overview.ts';
import { decideDeadline } from './routes/plans/decide-deadline.ts';
import { getPlan } from './routes/plans/get-plan.ts';
import { importPlan } from './routes/plans/import-plan.ts';
import { listPlans } from './routes/plans/list-plans.ts';
import { publishPlan } from './routes/plans/publish-plan.ts';
import { readDeadlineText } from './routes/plans/read-deadline-text.ts';
import { setPlanYears } from './routes/plans/set-plan-years.ts';
import { getOverdueReport } from './routes/reports/get-overdue-report.ts';
import {
  addWebhook,
  changeWebhook,
  listWebhookDeliveries,
  listWebhookEventTypes,
  listWebhooks,
  removeWebhook,
  resendWebhook,
  rotateWebhookSecret,
} from './routes/webhooks/webhooks.ts';

export const handlers: { [K in keyof typeof routes]: Handler<K> } = {
  getMeta,
  getOverview,
  listAssignments,
  getAssignment,
  commandAssignment,
  listPlans,
  getPlan,
  importPlan,
  decideDeadline,
  setPlanYears,
  readDeadlineText,
  publishPlan,
  getOverdueReport,
  getLink,
  useLink,
  getChannels,
  listWebhooks,
  listWebhookEventTypes,
  addWebhook,
  changeWebhook,
  removeWebhook,
  rotateWebhookSecret,
  listWebhookDeliveries,
  resendWebhook,
  createZaloCode,
  resolveMatter,
};
