import { channelsHere } from '#api/channels-here.ts';
import type { ApiContext } from '#api/context.ts';
import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import type { AssignmentRow } from '#contracts/assignment.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { Overview } from '#contracts/routes.ts';
import { countRows } from '#domain/audit/build-report.ts';
import { viewAssignments } from '#store/assignment-view-store.ts';
import { listOpenAttention, matterTag } from '#store/attention-store.ts';
import { listRecentMessages, listRefusedReminders } from '#store/message-view-store.ts';
import { listPlanSummaries } from '#store/plan-summary-store.ts';
import { listAgenciesWithoutContact, listUnreachableContacts } from '#store/reachability-store.ts';

const DUE_NEXT = 10;
const LISTED_MAX = 20;
const MESSAGES_SHOWN = 8;

export const getOverview: Handler<'getOverview'> = async (context) => {
  const day = dataDay(context);
  const rows = await viewAssignments(context.database, day);
  const open = rows.filter((row) => row.dueState === 'open-in-time' && row.status !== 'reported');
  return {
    dataDate: day.dataDate,
    total: countRows(rows),
    overdueByAgency: overdueByAgency(rows),
    dueNext: open.sort((a, b) => ((a.dueWorking ?? '') < (b.dueWorking ?? '') ? -1 : 1)).slice(0, DUE_NEXT),
    waitingForVerification: rows.filter((row) => row.status === 'reported'),
    needsPerson: await needsPerson(context, day.dataDate),
    recentMessages: await listRecentMessages(context.database, MESSAGES_SHOWN),
  };
};

function overdueByAgency(rows: AssignmentRow[]): Overview['overdueByAgency'] {
  const agencies = new Map<string, Overview['overdueByAgency'][number]>();
  for (const { agencyId, agencyName, daysLate } of rows.filter((row) => row.dueState === 'open-overdue')) {
    const known = agencies.get(agencyId) ?? { agencyId, agencyName, overdue: 0, maxDaysLate: 0 };
    const maxDaysLate = Math.max(known.maxDaysLate, daysLate);
    agencies.set(agencyId, { ...known, overdue: known.overdue + 1, maxDaysLate });
  }
  return [...agencies.values()].sort((a, b) => b.overdue - a.overdue || b.maxDaysLate - a.maxDaysLate);
}

async function needsPerson(context: ApiContext, today: LocalDate): Promise<Overview['needsPerson']> {
  const { database } = context;
  const [plans, agencies, refused, matters, unreachable] = await Promise.all([
    listPlanSummaries(database),
    listAgenciesWithoutContact(database, today),
    listRefusedReminders(database, LISTED_MAX),
    listOpenAttention(database, LISTED_MAX),
    listUnreachableContacts(database, today, channelsHere(context), LISTED_MAX),
  ]);
  return [
    ...matters.map((matter) => {
      const { id, what, place, href } = matter;
      return { id, what, where: place, href, etag: matterTag(matter) };
    }),
    ...plans
      .filter((plan) => plan.status === 'draft' && plan.undecided > 0)
      .map((plan) => ({
        what: `${plan.undecided} thời hạn chờ xác nhận cách hiểu`,
        where: plan.title,
        href: `/ke-hoach/${plan.id}`,
      })),
    ...agencies.map((name) => ({ what: 'Chưa có người nhận trong danh bạ', where: name, href: null })),
    ...unreachable.map(({ name, agency, why }) => ({ what: why, where: `${name} (${agency})`, href: '/kenh-gui' })),
    // Whom nothing reaches at all is named above once, not again with every reminder.
    ...refused
      .filter(({ contactId }) => !unreachable.some((one) => !one.reachable && one.contactId === contactId))
      .map(({ name, reason, assignmentId }) => ({
        what: `Không nhắc được: ${reason}`,
        where: name,
        href: `/viec/${assignmentId}`,
      })),
  ];
}
