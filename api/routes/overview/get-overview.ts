import { channelsHere } from '#api/channels-here.ts';
import type { ApiContext } from '#api/context.ts';
import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import type { Overview } from '#contracts/overview.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { ADD_YEARS, missingYearsWords } from '#domain/calendar/missing-years.ts';
import { loadOverviewOfWork } from '#store/assignment-count-store.ts';
import { listOpenAttention, matterTag } from '#store/attention-store.ts';
import { listRecentMessages, listRefusedReminders } from '#store/message-view-store.ts';
import { listOpenYearsWithoutCalendar } from '#store/open-years-store.ts';
import { listUndecidedPlans } from '#store/plan-summary-store.ts';
import { listAgenciesWithoutContact, listUnreachableContacts } from '#store/reachability-store.ts';
import { createSharedRunsOf } from '#store/share-runs.ts';

const DUE_NEXT = 10;
const WAITING_MAX = 100;
const LISTED_MAX = 20;
const MESSAGES_SHOWN = 8;

const runsOf = createSharedRunsOf<ApiContext, Overview>();

export const getOverview: Handler<'getOverview'> = async (context) => {
  const day = dataDay(context);
  // Everybody's first page: who asks while it is being counted shares the next count.
  return runsOf(context)(day.dataDate, () => loadOverview(context, day));
};

async function loadOverview(context: ApiContext, day: ReturnType<typeof dataDay>): Promise<Overview> {
  const [work, person, recentMessages] = await Promise.all([
    loadOverviewOfWork(context.database, day, { dueNext: DUE_NEXT, waiting: WAITING_MAX }),
    needsPerson(context, day.dataDate),
    listRecentMessages(context.database, MESSAGES_SHOWN),
  ]);
  return { dataDate: day.dataDate, ...work, needsPerson: person, recentMessages };
}

async function needsPerson(context: ApiContext, today: LocalDate): Promise<Overview['needsPerson']> {
  const { database } = context;
  const [years, plans, agencies, refused, matters, unreachable] = await Promise.all([
    listOpenYearsWithoutCalendar(database),
    listUndecidedPlans(database),
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
