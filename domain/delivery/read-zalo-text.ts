import { type ReplyMeaning, readReply } from './read-reply.ts';

export type ZaloText =
  /** The button "Đã nhận" of one of our messages: the token is checked by whoever signed it, and the sender against its contact. */
  | { kind: 'button'; token: string }
  /** A person links this Zalo account with the code that the page showed. */
  | { kind: 'link-code'; code: string }
  | { kind: 'words'; meaning: ReplyMeaning };

const BUTTON = '#nhan:';
const CODE = /(?:^|\s)lk[- ]?([a-hj-np-z2-9]{8})(?=$|[\s.,!])/i;

/** The payload of the button "Đã nhận". */
export function buttonPayload(token: string): string {
  return `${BUTTON}${token}`;
}

/** What a text to the Official Account is: a pressed button arrives as a text too. */
export function readZaloText(text: string): ZaloText {
  const words = text.trim();
  if (words.startsWith(BUTTON)) return { kind: 'button', token: words.slice(BUTTON.length) };
  const code = CODE.exec(words)?.[1];
  if (code !== undefined) return { kind: 'link-code', code: code.toUpperCase() };
  return { kind: 'words', meaning: readReply(words) };
}
