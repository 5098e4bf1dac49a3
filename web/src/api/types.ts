// Short names for the generated shapes.
import type { components, operations } from './schema.ts';

type Shapes = components['schemas'];
export type AssignmentCommand = Shapes['AssignmentCommand'];
export type AssignmentDetail = Shapes['AssignmentDetail'];
export type AssignmentRow = Shapes['AssignmentRow'];
export type AssignmentStatus = AssignmentRow['status'];
export type ChangeTold = Shapes['ChangeTold'];
export type ChannelSetup = Shapes['ChannelSetup'];
export type CommandName = AssignmentDetail['allowed'][number];
export type DueState = AssignmentRow['dueState'];
export type FourWayCount = Shapes['FourWayCount'];
export type HardToReach = Shapes['HardToReach'];
export type LedgerRow = Shapes['LedgerRow'];
export type LinkView = Shapes['LinkView'];
export type MyWork = Shapes['MyWork'];
export type Meta = Shapes['Meta'];
export type OverdueReport = Shapes['OverdueReport'];
export type Overview = Shapes['Overview'];
export type PlanDetail = Shapes['PlanDetail'];
export type PlanIssue = Shapes['PlanIssue'];
export type PlanRow = PlanDetail['rows'][number];
export type PlanSummary = Shapes['PlanSummary'];
export type Problem = Shapes['Problem'];
export type ReportRow = Shapes['ReportRow'];
export type TimelineEvent = Shapes['TimelineEvent'];
export type WebhookDelivery = Shapes['WebhookDelivery'];
export type WebhookSubscription = Shapes['WebhookSubscription'];

export type AssignmentQuery = NonNullable<operations['listAssignments']['parameters']['query']>;
export type NewWebhook = NonNullable<operations['addWebhook']['requestBody']>['content']['application/json'];
export type ReportQuery = NonNullable<operations['getOverdueReport']['parameters']['query']>;
export type NewUser = NonNullable<operations['inviteAccount']['requestBody']>['content']['application/json'];
export type GivenRole = NonNullable<NewUser['roles']>[number];
export type User = operations['listAccounts']['responses'][200]['content']['application/json'][number];
export type LogQuery = Omit<NonNullable<operations['listAuditEvents']['parameters']['query']>, 'before'>;
export type LogLine = operations['listAuditEvents']['responses'][200]['content']['application/json']['items'][number];
export type LogCheck = operations['getLogCheck']['responses'][200]['content']['application/json'];
export type Installation = operations['getInstallation']['responses'][200]['content']['application/json'];
type Answer<Name extends keyof operations> = operations[Name] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;
type Sent<Name extends keyof operations> = operations[Name] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;
export type RosterView = Answer<'getRoster'>;
export type Roster = RosterView['roster'];
export type RosterAgency = Roster['agencies'][number];
export type RosterContact = Roster['contacts'][number];
export type RosterGroup = Roster['groups'][number];
export type RosterEdit = Sent<'previewRoster'>['edits'][number];
export type RosterImpact = Answer<'previewRoster'>;
export type CalendarView = Answer<'getCalendar'>;
export type EditedYear = CalendarView['years'][number];
export type CalendarDay = EditedYear['days'][number];
export type CalendarTrial = Answer<'previewCalendar'>;
export type LadderView = Answer<'getLadder'>;
export type EditedLadder = LadderView['ladder'];
export type EditedRung = EditedLadder['rungs'][number];
export type RulesTrial = Answer<'previewLadder'>;
export type Letterhead = Answer<'getLetterhead'>;
export type WantedLetterhead = Sent<'setLetterhead'>;
export type MemberOffice = Answer<'listOffices'>[number];
export type NewOffice = Sent<'addOffice'>;
export type OwnWork = Answer<'getOwnWork'>;
export type WorkFromAbove = Answer<'listWorkFromAbove'>[number];
export type HandingOn = Sent<'handOnWork'>;
export type ReportUp = Sent<'sendReportUp'>;
