// What each reader of a file form answers.
import type { PlanIssue } from '#contracts/plan.ts';
import type { SourceDocument } from '#domain/plan/source-document.ts';

export type DocumentOutcome = { ok: true; document: SourceDocument } | { ok: false; issues: PlanIssue[] };

export function refuseDocument(...issues: PlanIssue[]): DocumentOutcome {
  return { ok: false, issues };
}
