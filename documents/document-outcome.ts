// What each reader of a file form answers.
import type { PlanIssue } from '#contracts/plan.ts';
import type { SourceDocument } from '#domain/plan/source-document.ts';

/** `notes`: what the document holds that is not read, each for a person to look at; `pictures`: how many it shows. */
export type DocumentOutcome =
  | { ok: true; document: SourceDocument; notes?: PlanIssue[]; pictures?: number }
  | { ok: false; issues: PlanIssue[] };

export function refuseDocument(...issues: PlanIssue[]): DocumentOutcome {
  return { ok: false, issues };
}
