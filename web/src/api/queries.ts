import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { askAll } from './ask-all.ts';
import { ask, client } from './client.ts';
import { unlessHearing } from './hearing.ts';
import { readMessages } from './read-messages.ts';
import { recallMeta, rememberMeta } from './remembered-meta.ts';
import type { AssignmentQuery, LogQuery, PlanSummary, ReportQuery } from './types.ts';

const SECOND_MS = 1000;
export const PLAN_PAGE_SIZE = 50;
const remembered = recallMeta();

/** Every question that a page asks, with its cache key. */
export const queries = {
  me: () =>
    queryOptions({
      queryKey: ['me'],
      queryFn: ({ signal }) => ask(client.GET('/api/me', { signal })),
      staleTime: 60 * SECOND_MS,
    }),
  signInPage: () =>
    queryOptions({
      queryKey: ['sign-in-page'],
      queryFn: ({ signal }) => ask(client.GET('/api/auth/page', { signal })),
      staleTime: 60 * SECOND_MS,
    }),
  accountLink: (token: string) =>
    queryOptions({
      queryKey: ['account-link', token],
      queryFn: ({ signal }) => ask(client.POST('/api/auth/link', { body: { token }, signal })),
      // The page may be half filled in: it asks once and stays as it is.
      refetchOnWindowFocus: false,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  sessions: () =>
    queryOptions({
      queryKey: ['sessions'],
      queryFn: ({ signal }) =>
        askAll((cursor) => client.GET('/api/sessions', { params: { query: { cursor } }, signal })),
    }),
  users: () =>
    queryOptions({
      queryKey: ['users'],
      queryFn: ({ signal }) =>
        askAll((cursor) => client.GET('/api/accounts', { params: { query: { cursor } }, signal })),
    }),
  keys: () =>
    queryOptions({
      queryKey: ['keys'],
      queryFn: ({ signal }) => askAll((cursor) => client.GET('/api/keys', { params: { query: { cursor } }, signal })),
    }),
  passkeys: () =>
    queryOptions({
      queryKey: ['passkeys'],
      queryFn: ({ signal }) => ask(client.GET('/api/passkeys', { signal })),
    }),
  meta: () =>
    queryOptions({
      queryKey: ['meta'],
      queryFn: async ({ signal }) => rememberMeta(await ask(client.GET('/api/meta', { signal }))),
      placeholderData: remembered,
      staleTime: 60 * SECOND_MS,
    }),
  overview: () =>
    queryOptions({
      queryKey: ['overview'],
      queryFn: ({ signal }) => ask(client.GET('/api/overview', { signal })),
      refetchInterval: unlessHearing(20 * SECOND_MS),
    }),
  assignments: (query: AssignmentQuery) =>
    queryOptions({
      queryKey: ['assignments', query],
      queryFn: ({ signal }) => ask(client.GET('/api/assignments', { params: { query }, signal })),
      placeholderData: keepPreviousData,
    }),
  assignment: (id: string) =>
    queryOptions({
      queryKey: ['assignment', id],
      queryFn: ({ signal }) => ask(client.GET('/api/assignments/{id}', { params: { path: { id } }, signal })),
      refetchInterval: unlessHearing(30 * SECOND_MS),
    }),
  plans: () =>
    queryOptions({
      queryKey: ['plans'],
      queryFn: ({ signal }) => askAll((cursor) => client.GET('/api/plans', { params: { query: { cursor } }, signal })),
      // A publication reports its progress here, so who does not hear of it asks often while one runs.
      refetchInterval: ({ state }) => (state.data?.some(isPublishing) ? whilePublishing() : false),
    }),
  /** A page of a plan's rows; `waiting`: of those whose date a person must still look at. */
  plan: (id: string, { page, waiting }: { page: number; waiting: boolean }) =>
    queryOptions({
      queryKey: ['plan', id, { page, waiting }],
      queryFn: ({ signal }) => {
        const query = { page, pageSize: PLAN_PAGE_SIZE, ...(waiting ? { waiting: '1' as const } : {}) };
        return ask(client.GET('/api/plans/{id}', { params: { path: { id }, query }, signal }));
      },
      // Of another plan nothing is shown meanwhile.
      placeholderData: (before) => (before?.plan.id === id ? before : undefined),
    }),
  /** Pages of the log, each behind the one before. */
  log: (query: LogQuery) =>
    infiniteQueryOptions({
      queryKey: ['log', query],
      queryFn: ({ signal, pageParam }) =>
        ask(
          client.GET('/api/audit/events', {
            params: { query: { ...query, ...(pageParam === null ? {} : { before: pageParam }) } },
            signal,
          }),
        ),
      initialPageParam: null as number | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  logEvent: (index: number) =>
    queryOptions({
      queryKey: ['log-event', index],
      queryFn: ({ signal }) => ask(client.GET('/api/audit/events/{index}', { params: { path: { index } }, signal })),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  logCheck: () =>
    queryOptions({
      queryKey: ['log-check'],
      queryFn: ({ signal }) => ask(client.GET('/api/audit/check', { signal })),
      refetchInterval: ({ state }) => (state.data?.state === 'running' ? SECOND_MS : false),
    }),
  allKeys: () =>
    queryOptions({
      queryKey: ['all-keys'],
      queryFn: ({ signal }) =>
        askAll((cursor) => client.GET('/api/administration/keys', { params: { query: { cursor } }, signal })),
    }),
  allSessions: () =>
    queryOptions({
      queryKey: ['all-sessions'],
      queryFn: ({ signal }) =>
        askAll((cursor) => client.GET('/api/administration/sessions', { params: { query: { cursor } }, signal })),
    }),
  offices: () =>
    queryOptions({
      queryKey: ['offices'],
      queryFn: ({ signal }) => ask(client.GET('/api/offices', { signal })),
    }),
  letterhead: () =>
    queryOptions({
      queryKey: ['letterhead'],
      queryFn: ({ signal }) => ask(client.GET('/api/letterhead', { signal })),
      // The form may be half filled in: what is saved is held against what it shows (If-Match).
      refetchOnWindowFocus: false,
    }),
  installation: () =>
    queryOptions({
      queryKey: ['installation'],
      queryFn: ({ signal }) => ask(client.GET('/api/administration/installation', { signal })),
      refetchInterval: 15 * SECOND_MS,
    }),
  report: (query: ReportQuery) =>
    queryOptions({
      queryKey: ['report', query],
      queryFn: ({ signal }) => ask(client.GET('/api/reports/overdue', { params: { query }, signal })),
      placeholderData: keepPreviousData,
    }),
  roster: () =>
    queryOptions({
      queryKey: ['roster'],
      queryFn: ({ signal }) => ask(client.GET('/api/roster', { signal })),
    }),
  /** The latest edition, or an earlier one. */
  calendar: (edition?: number) =>
    queryOptions({
      queryKey: ['calendar', edition ?? 'latest'],
      queryFn: ({ signal }) =>
        ask(client.GET('/api/calendar', { params: { query: edition ? { edition } : {} }, signal })),
      placeholderData: keepPreviousData,
    }),
  ladder: (version?: number) =>
    queryOptions({
      queryKey: ['ladder', version ?? 'latest'],
      queryFn: ({ signal }) =>
        ask(client.GET('/api/ladder', { params: { query: version ? { version } : {} }, signal })),
      placeholderData: keepPreviousData,
    }),
  channels: () =>
    queryOptions({
      queryKey: ['channels'],
      queryFn: ({ signal }) => ask(client.GET('/api/channels', { signal })),
      refetchInterval: 60 * SECOND_MS,
    }),
  workFromAbove: () =>
    queryOptions({
      queryKey: ['work-from-above'],
      queryFn: ({ signal }) =>
        askAll((cursor) => client.GET('/api/work-from-above', { params: { query: { cursor } }, signal })),
    }),
  webhooks: () =>
    queryOptions({
      queryKey: ['webhooks'],
      queryFn: ({ signal }) =>
        askAll((cursor) => client.GET('/api/webhooks', { params: { query: { cursor } }, signal })),
      refetchInterval: 10 * SECOND_MS,
    }),
  webhookEventTypes: () =>
    queryOptions({
      queryKey: ['webhook-event-types'],
      queryFn: ({ signal }) => ask(client.GET('/api/webhooks/event-types', { signal })),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  deadLetters: (id: string) =>
    queryOptions({
      queryKey: ['webhooks', id, 'dead'],
      queryFn: ({ signal }) =>
        askAll((cursor) =>
          client.GET('/api/webhooks/{id}/deliveries', {
            params: { path: { id }, query: { status: 'dead', cursor } },
            signal,
          }),
        ),
    }),
  ownWork: (page: number) =>
    queryOptions({
      queryKey: ['own-work', page],
      queryFn: ({ signal }) => ask(client.GET('/api/my-work', { params: { query: { page } }, signal })),
      placeholderData: keepPreviousData,
      refetchInterval: unlessHearing(60 * SECOND_MS),
    }),
  myWork: (token: string, page: number) =>
    queryOptions({
      queryKey: ['my-work', token, page],
      queryFn: ({ signal }) =>
        ask(client.GET('/api/links/{token}/work', { params: { path: { token }, query: { page } }, signal })),
      placeholderData: keepPreviousData,
    }),
  link: (token: string) =>
    queryOptions({
      queryKey: ['link', token],
      queryFn: ({ signal }) => ask(client.GET('/api/links/{token}', { params: { path: { token } }, signal })),
      // The page may be half filled in: it asks once and stays as it is.
      refetchOnWindowFocus: false,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  messages: () =>
    queryOptions({
      queryKey: ['messages'],
      queryFn: ({ signal }) => readMessages(signal),
      refetchInterval: 3 * SECOND_MS,
    }),
};

const whilePublishing = unlessHearing(SECOND_MS);
const isPublishing = (plan: PlanSummary) => plan.status === 'publishing';
