import { eventWords } from '../words/event-words.ts';

/** What receivers filter by: `assignment.acknowledged`, `plan.published`. */
export function eventTypeOf(subject: string, type: string): string {
  const family = subject.slice(0, `${subject}/`.indexOf('/'));
  return `${family}.${type.startsWith(`${family}-`) ? type.slice(family.length + 1) : type}`;
}

/** What happened in an event of this type, in the words of the audit log. */
export function eventTypeWords(eventType: string): string {
  const [family, type = ''] = eventType.split('.');
  const asStored = [type, `${family}-${type}`].find((stored) => eventWords(stored) !== stored);
  return asStored === undefined ? eventType : eventWords(asStored);
}
