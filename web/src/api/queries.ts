import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from './client.ts';
import { readMessages } from './read-messages.ts';
import { recallMeta, rememberMeta } from './remembered-meta.ts';
import type { AssignmentQuery, PlanSummary, ReportQuery } from './types.ts';

const SECOND_MS = 1000;
export const PLAN_PAGE_SIZE = 50;
const remembered = recallMeta();

/** Every question that a page asks, with its cache key. */
export const queries = {
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
      refetchInterval: 20 * SECOND_MS,
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
      refetchInterval: 30 * SECOND_MS,
    }),
  plans: () =>
    queryOptions({
      queryKey: ['plans'],
      queryFn: ({ signal }) => ask(client.GET('/api/plans', { signal })),
      // A publication reports its progress here, so ask often while one runs.
      refetchInterval: ({ state }) => (state.data?.some(isPublishing) ? SECOND_MS : false),
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
  report: (query: ReportQuery) =>
    queryOptions({
      queryKey: ['report', query],
      queryFn: ({ signal }) => ask(client.GET('/api/reports/overdue', { params: { query }, signal })),
      placeholderData: keepPreviousData,
    }),
  channels: () =>
    queryOptions({
      queryKey: ['channels'],
      queryFn: ({ signal }) => ask(client.GET('/api/channels', { signal })),
      refetchInterval: 60 * SECOND_MS,
    }),
  webhooks: () =>
    queryOptions({
      queryKey: ['webhooks'],
      queryFn: ({ signal }) => ask(client.GET('/api/webhooks', { signal })),
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
        ask(
          client.GET('/api/webhooks/{id}/deliveries', {
            params: { path: { id }, query: { status: 'dead' } },
            signal,
          }),
        ),
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

const isPublishing = (plan: PlanSummary) => plan.status === 'publishing';
