// Somebody opens the first page: the four-way count, and what needs a person.
import type { Overview } from '#contracts/overview.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { ADD_YEARS, missingYearsWords } from '#domain/calendar/missing-years.ts';
import { loadOverviewOfWork } from '#store/assignment-count-store.ts';
import { listOpenAttention, matterTag } from '#store/attention-store.ts';
import type { Database } from '#store/database.ts';
import type { ViewDay } from '#store/listed-source.ts';
import { listRecentMessages, listRefusedReminders } from '#store/message-view-store.ts';
import { listOpenYearsWithoutCalendar } from '#store/open-years-store.ts';
import { listUndecidedPlans } from '#store/plan-summary-store.ts';
import { type ChannelsHere, listAgenciesWithoutContact, listUnreachableContacts } from '#store/reachability-store.ts';
import { createSharedRunsOf } from '#store/share-runs.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { viewDay } from './seam/view-day.ts';

const DUE_NEXT = 10;
const WAITING_MAX = 100;
const LISTED_MAX = 20;
const MESSAGES_SHOWN = 8;

const runsOf = createSharedRunsOf<Database, Overview>();

/** Everybody's first page: who asks the same while it is being counted shares the next count. What needs an officer is shown to who sees all. */
export const seeOverview = defineOperation({
  name: 'see-overview',
  by: ['account'],
  refuses: {},
  run: async (context: OperationContext, _actor, { here }: { here: ChannelsHere }, within): Promise<Overview> => {
    const day = { ...viewDay(context), within };
    const key = JSON.stringify([day.dataDate, within]);
    return runsOf(context.database)(key, () => loadOverview(context.database, day, here));
  },
});

async function loadOverview(database: Database, day: ViewDay, here: ChannelsHere): Promise<Overview> {
  const seesAll = day.within === 'all';
  const [work, person, recentMessages] = await Promise.all([
    loadOverviewOfWork(database, day, { dueNext: DUE_NEXT, waiting: WAITING_MAX }),
    seesAll ? needsPerson(database, day.dataDate, here) : [],
    seesAll ? listRecentMessages(database, MESSAGES_SHOWN) : [],
  ]);
  return { dataDate: day.dataDate, ...work, needsPerson: person, recentMessages };
}

async function needsPerson(database: Database, today: LocalDate, here: ChannelsHere): Promise<Overview['needsPerson']> {
  const [years, plans, agencies, refused, matters, unreachable] = await Promise.all([
    listOpenYearsWithoutCalendar(database),
    listUndecidedPlans(database),
    listAgenciesWithoutContact(database, today),
    listRefusedReminders(database, LISTED_MAX),
    listOpenAttention(database, LISTED_MAX),
    listUnreachableContacts(database, today, here, LISTED_MAX),
  ]);
  return [
    ...matters.map((matter) => {
      const { id, what, place, href } = matter;
      return { id, what, where: place, href, etag: matterTag(matter) };
    }),
    ...(years.length === 0
      ? []
      : [{ what: `${missingYearsWords(years)} ${ADD_YEARS}`, where: 'Lịch làm việc', href: null }]),
    ...plans.map(({ id, title, undecided }) => ({
      what: `${undecided} thời hạn chờ xác nhận cách hiểu`,
      where: title,
      href: `/ke-hoach/${id}`,
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
