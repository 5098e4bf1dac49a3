// Whether a link still speaks for the person it was given to: the rule of domain/answer/may-answer.ts as a refusal (ADR 0090).
import type { AssignmentLink } from '#channels/signed-links.ts';
import type { RosterContact } from '#contracts/roster.ts';
import {
  type AnswerScope,
  type AnswerVerdict,
  answerRefusalWords,
  isPresent,
  mayAnswer,
} from '#domain/answer/may-answer.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { findAnsweredWork, findAnswerScope } from '#store/answer-store.ts';
import type { OperationContext } from './context.ts';
import { WORK } from './hidden.ts';
import { type Refusal, refuse } from './refusal.ts';

export type Holder = { ok: true; contact: RosterContact } | Refusal<'link-holder-changed'>;

/** The person of a link to an assignment, while the work is theirs; a link shows and does nothing for anybody else. */
export async function linkHolder(
  context: OperationContext,
  link: Pick<AssignmentLink, 'assignmentId' | 'contactId' | 'action'>,
): Promise<Holder | Refusal<'not-found'>> {
  const work = await findAnsweredWork(context.database, link);
  if (work === null) return refuse('not-found', WORK.missing);
  return judge(context, link.contactId, (scope) => mayAnswer(scope, link.action, work));
}

/** The person of a link that is about themselves, while they are on the roster. */
export async function presentHolder(context: OperationContext, contactId: string): Promise<Holder> {
  return judge(context, contactId, isPresent);
}

async function judge(
  { database, now, zone }: OperationContext,
  contactId: string,
  rule: (scope: AnswerScope) => AnswerVerdict,
): Promise<Holder> {
  const scope = await findAnswerScope(database, { contactId, date: toLocalDate(instantOf(now()), zone) });
  const verdict = scope === null ? { ok: false as const, why: 'person-gone' as const } : rule(scope);
  return verdict.ok ? verdict : refuse('link-holder-changed', answerRefusalWords(verdict.why));
}
