import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { BootNotice } from './boot-notice.tsx';
import { RouteError } from './route-error.tsx';

/** Every page by its address; each is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteError,
    HydrateFallback: BootNotice,
    children: [
      { path: '/l/:token', lazy: page(async () => (await import('../pages/link/link-page.tsx')).LinkPage) },
      {
        path: '/l/:token/viec-cua-toi',
        lazy: page(async () => (await import('../pages/link/my-work-page.tsx')).MyWorkPage),
      },
      {
        lazy: page(async () => (await import('./office-shell.tsx')).OfficeShell),
        children: [
          {
            ErrorBoundary: RouteError,
            children: [
              { path: '/', lazy: page(async () => (await import('../pages/overview/overview-page.tsx')).OverviewPage) },
              {
                path: '/viec',
                lazy: page(async () => (await import('../pages/assignments/assignments-page.tsx')).AssignmentsPage),
              },
              {
                path: '/viec/:id',
                lazy: page(async () => (await import('../pages/assignment/assignment-page.tsx')).AssignmentPage),
              },
              { path: '/ke-hoach', lazy: page(async () => (await import('../pages/plans/plans-page.tsx')).PlansPage) },
              { path: '/ke-hoach/:id', lazy: page(async () => (await import('../pages/plan/plan-page.tsx')).PlanPage) },
              {
                path: '/bao-cao',
                lazy: page(async () => (await import('../pages/report/report-page.tsx')).ReportPage),
              },
              {
                path: '/kenh-gui',
                lazy: page(async () => (await import('../pages/channels/channels-page.tsx')).ChannelsPage),
              },
              {
                path: '/dev/mailbox',
                lazy: page(async () => (await import('../pages/mailbox/mailbox-page.tsx')).MailboxPage),
              },
              { path: '*', lazy: page(async () => (await import('./not-found-page.tsx')).NotFoundPage) },
            ],
          },
        ],
      },
    ],
  },
]);

function page(load: () => Promise<ComponentType>) {
  return async () => ({ Component: await load() });
}
