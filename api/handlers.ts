// Every operation of the route table with its handler; a missing one is a type error.
import type { routes } from '#contracts/routes.ts';
import type { Handler } from './handler.ts';
import {
  addKey,
  addOffice,
  changeRoles,
  dropSecondFactor,
  endSession,
  enterOffice,
  getMe,
  inviteAccount,
  inviteAgain,
  listAccounts,
  listKeys,
  listOffices,
  listSessions,
  revokeKey,
  switchAccount,
} from './routes/accounts/accounts.ts';
import { addPasskey, listPasskeys, removePasskey, startPasskey } from './routes/accounts/passkeys.ts';
import {
  endAnySession,
  getInstallation,
  listAllKeys,
  listAllSessions,
  requireSecondFactor,
  revokeAnyKey,
} from './routes/administration/administration.ts';
import { commandAssignment } from './routes/assignments/command-assignment.ts';
import { getAssignment } from './routes/assignments/get-assignment.ts';
import { listAssignments } from './routes/assignments/list-assignments.ts';
import { getAuditEvent, getLogCheck, listAuditEvents, startLogCheck } from './routes/audit/audit.ts';
import { getChannels } from './routes/channels/get-channels.ts';
import { createZaloCode, reopenMatter, resolveMatter, tryChannelAgain } from './routes/contacts/contacts.ts';
import { uploadEvidence, uploadLinkEvidence } from './routes/evidence/upload-evidence.ts';
import { getLetterhead, setLetterhead, setSenderAddress } from './routes/letterhead/letterhead.ts';
import { getMyWork } from './routes/links/my-work.ts';
import { useLink } from './routes/links/use-link.ts';
import { getLink } from './routes/links/view-link.ts';
import { getMeta } from './routes/overview/get-meta.ts';
import { getOverview } from './routes/overview/get-overview.ts';
import { listMatters } from './routes/overview/list-matters.ts';
import { getOwnWork } from './routes/own-work/get-own-work.ts';
import { decideDeadline } from './routes/plans/decide-deadline.ts';
import { deleteDraft } from './routes/plans/delete-draft.ts';
import { getPlan } from './routes/plans/get-plan.ts';
import { importPlan } from './routes/plans/import-plan.ts';
import { listPlans } from './routes/plans/list-plans.ts';
import { publishPlan } from './routes/plans/publish-plan.ts';
import { readDeadlineText } from './routes/plans/read-deadline-text.ts';
import { setPlanYears } from './routes/plans/set-plan-years.ts';
import { resendReminder } from './routes/reminders/resend-reminder.ts';
import { getOverdueReport } from './routes/reports/get-overdue-report.ts';
import { editRoster, getRoster, previewRoster } from './routes/roster/roster.ts';
import { getCalendar, previewCalendar, takeCalendar } from './routes/rules/calendar.ts';
import { editLadder, getLadder, previewLadder } from './routes/rules/ladder.ts';
import { getSignInPage } from './routes/sign-in/page.ts';
import { askForPasskey, proveWithPasskey, signInWithPasskey } from './routes/sign-in/passkey.ts';
import {
  changePassword,
  confirmSecondFactor,
  seeAccountLink,
  setPassword,
  startSecondFactor,
  stopSecondFactor,
} from './routes/sign-in/password.ts';
import { prove } from './routes/sign-in/prove.ts';
import { forgotPassword, giveSecondFactor, signIn, signOut, startSingleSignOn } from './routes/sign-in/sign-in.ts';
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
import { handOnWork, listWorkFromAbove, sendReportUp } from './routes/work-from-above/work-from-above.ts';

export const handlers: { [K in keyof typeof routes]: Handler<K> } = {
  getMeta,
  getOverview,
  listAssignments,
  getAssignment,
  commandAssignment,
  uploadEvidence,
  getOwnWork,
  listPlans,
  getPlan,
  importPlan,
  deleteDraft,
  decideDeadline,
  setPlanYears,
  readDeadlineText,
  publishPlan,
  listWorkFromAbove,
  handOnWork,
  sendReportUp,
  getOverdueReport,
  getLink,
  getMyWork,
  useLink,
  uploadLinkEvidence,
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
  tryChannelAgain,
  resendReminder,
  listMatters,
  resolveMatter,
  reopenMatter,
  getRoster,
  previewRoster,
  editRoster,
  getCalendar,
  previewCalendar,
  takeCalendar,
  getLadder,
  getLetterhead,
  setLetterhead,
  setSenderAddress,
  previewLadder,
  editLadder,
  getSignInPage,
  signIn,
  giveSecondFactor,
  startSingleSignOn,
  signOut,
  forgotPassword,
  seeAccountLink,
  setPassword,
  prove,
  changePassword,
  startSecondFactor,
  confirmSecondFactor,
  stopSecondFactor,
  askForPasskey,
  signInWithPasskey,
  proveWithPasskey,
  listPasskeys,
  startPasskey,
  addPasskey,
  removePasskey,
  getMe,
  listSessions,
  endSession,
  listKeys,
  addKey,
  addOffice,
  enterOffice,
  listOffices,
  revokeKey,
  listAccounts,
  inviteAccount,
  inviteAgain,
  changeRoles,
  switchAccount,
  dropSecondFactor,
  requireSecondFactor,
  listAuditEvents,
  getAuditEvent,
  startLogCheck,
  getLogCheck,
  listAllKeys,
  revokeAnyKey,
  listAllSessions,
  endAnySession,
  getInstallation,
};
