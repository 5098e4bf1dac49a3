// An event of the audit log as a sentence for people.
import { SECOND_FACTOR_FOR_WORDS, type SecondFactorFor } from '#domain/rights/second-factor.ts';
import { eventWords } from './event-words.ts';

export interface ToldEvent {
  type: string;
  actor: string;
  /** What it happened to, as people call it; null = nothing that has a name. */
  about: string | null;
  agencyName: string | null;
  payload: unknown;
}

/** Who did what to what: a sentence of its own, beginning large and ending with a full stop. */
export function eventSentence({ type, actor, about, agencyName, payload }: ToldEvent): string {
  const whom = type === 'assigned' && agencyName !== null ? ` cho ${agencyName}` : '';
  // Whoever signs in does it to nobody.
  const what = about === null || about === actor ? '' : ` «${about}»`;
  const said = `${actor} ${beginSmall(doneWords(type, fieldsOf(payload)))}${what}${whom}${more(type, fieldsOf(payload))}`;
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

/** What people wrote with it: a reason, a note, the text of a deadline, how somebody was recognised; null = nothing. */
export function eventNote(payload: unknown): string | null {
  const { reason, note, text, recognised } = fieldsOf(payload);
  const found = [reason, note, text, recognised].find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof found === 'string' ? found : null;
}

type Fields = Record<string, unknown>;

function doneWords(type: string, { active, dropped }: Fields): string {
  if (type === 'account-factor-changed' && dropped === true) return 'Gỡ xác thực hai bước của';
  if (type === 'account-switched') return active === false ? 'Tắt tài khoản' : 'Bật tài khoản';
  return eventWords(type);
}

function more(type: string, { agencyName, name, secondFactorFor }: Fields): string {
  if (type === 'lead-moved' && typeof agencyName === 'string') return ` sang ${agencyName}`;
  if (type === 'account-key-made' && typeof name === 'string') return `, khóa «${name}»`;
  if (type === 'account-rule-changed')
    return `, xác thực hai bước: ${SECOND_FACTOR_FOR_WORDS[secondFactorFor as SecondFactorFor]?.toLowerCase() ?? ''}`;
  return '';
}

function fieldsOf(payload: unknown): Fields {
  return payload !== null && typeof payload === 'object' ? (payload as Fields) : {};
}

// «API» and «Zalo» stand within; no type begins with a name.
function beginSmall(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
