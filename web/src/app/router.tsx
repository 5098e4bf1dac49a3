import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { BootNotice } from './boot-notice.tsx';
import { publicPath } from './page-facts.ts';
import { RouteError } from './route-error.tsx';

/** Every page by its address; each is loaded when it is first opened. */
export const router = createBrowserRouter(
  [
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
          path: '/dang-nhap',
          lazy: page(async () => (await import('../pages/sign-in/sign-in-page.tsx')).SignInPage),
        },
        {
          path: '/quen-mat-khau',
          lazy: page(async () => (await import('../pages/sign-in/forgot-password-page.tsx')).ForgotPasswordPage),
        },
        {
          path: '/dat-mat-khau',
          lazy: page(async () => (await import('../pages/sign-in/set-password-page.tsx')).SetPasswordPage),
        },
        {
          lazy: page(async () => (await import('./office-shell.tsx')).OfficeShell),
          children: [
            {
              ErrorBoundary: RouteError,
              children: [
                {
                  path: '/',
                  lazy: page(async () => (await import('../pages/overview/overview-page.tsx')).OverviewPage),
                },
                {
                  path: '/viec-cua-toi',
                  lazy: page(async () => (await import('../pages/own-work/own-work-page.tsx')).OwnWorkPage),
                },
                {
                  path: '/viec-cap-tren-giao',
                  lazy: page(
                    async () => (await import('../pages/work-from-above/work-from-above-page.tsx')).WorkFromAbovePage,
                  ),
                },
                { path: '/bat-dau', lazy: page(async () => (await import('./start-page.tsx')).StartPage) },
                {
                  path: '/viec',
                  lazy: page(async () => (await import('../pages/assignments/assignments-page.tsx')).AssignmentsPage),
                },
                {
                  path: '/viec/:id',
                  lazy: page(async () => (await import('../pages/assignment/assignment-page.tsx')).AssignmentPage),
                },
                {
                  path: '/ke-hoach',
                  lazy: page(async () => (await import('../pages/plans/plans-page.tsx')).PlansPage),
                },
                {
                  path: '/ke-hoach/:id',
                  lazy: page(async () => (await import('../pages/plan/plan-page.tsx')).PlanPage),
                },
                {
                  path: '/bao-cao',
                  lazy: page(async () => (await import('../pages/report/report-page.tsx')).ReportPage),
                },
                {
                  path: '/kenh-gui',
                  lazy: page(async () => (await import('../pages/channels/channels-page.tsx')).ChannelsPage),
                },
                {
                  path: '/danh-ba',
                  lazy: page(async () => (await import('../pages/roster/roster-page.tsx')).RosterPage),
                },
                {
                  path: '/lich',
                  lazy: page(async () => (await import('../pages/calendar/calendar-page.tsx')).CalendarPage),
                },
                {
                  path: '/thang',
                  lazy: page(async () => (await import('../pages/ladder/ladder-page.tsx')).LadderPage),
                },
                {
                  path: '/tai-khoan',
                  lazy: page(async () => (await import('../pages/account/account-page.tsx')).AccountPage),
                },
                {
                  path: '/nguoi-dung',
                  lazy: page(async () => (await import('../pages/users/users-page.tsx')).UsersPage),
                },
                {
                  path: '/dev/mailbox',
                  lazy: page(async () => (await import('../pages/mailbox/mailbox-page.tsx')).MailboxPage),
                },
                { path: '/nhat-ky', lazy: page(async () => (await import('../pages/log/log-page.tsx')).LogPage) },
                {
                  path: '/quan-tri',
                  lazy: page(
                    async () => (await import('../pages/administration/administration-page.tsx')).AdministrationPage,
                  ),
                },
                { path: '*', lazy: page(async () => (await import('./not-found-page.tsx')).NotFoundPage) },
              ],
            },
          ],
        },
      ],
    },
  ],
  { basename: publicPath || '/' },
);

function page(load: () => Promise<ComponentType>) {
  return async () => ({ Component: await load() });
}
