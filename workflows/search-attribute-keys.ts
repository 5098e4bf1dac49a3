// The typed keys of contracts/search-attributes.ts.
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

export const PLAN_ATTRIBUTE = defineSearchAttributeKey('DondocPlan', SearchAttributeType.KEYWORD);
export const AGENCY_ATTRIBUTE = defineSearchAttributeKey('DondocAgency', SearchAttributeType.KEYWORD);
/** The due day at 00:00 UTC. */
export const DUE_ATTRIBUTE = defineSearchAttributeKey('DondocDue', SearchAttributeType.DATETIME);
export const STATE_ATTRIBUTE = defineSearchAttributeKey('DondocState', SearchAttributeType.KEYWORD);
