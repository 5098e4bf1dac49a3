// Short names for the generated shapes.
import type { components, operations } from './schema.ts';

type Shapes = components['schemas'];
export type AssignmentCommand = Shapes['AssignmentCommand'];
export type AssignmentDetail = Shapes['AssignmentDetail'];
export type AssignmentRow = Shapes['AssignmentRow'];
export type AssignmentStatus = AssignmentRow['status'];
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
