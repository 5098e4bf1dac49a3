import { markdownTable } from '../markdown-table.ts';

const HELD =
  'the channel is held, one alarm, one attempt every five minutes, all of it when it is mended (ADR 0195, 0205); another channel meanwhile';

const ANSWERS: readonly (readonly [string, string, string])[] = [
  [
    '2xx that fits `SMS_ACCEPTED_IF` (any 2xx without it)',
    'accepted',
    'the gateway has it; nobody tells us whether it arrived',
  ],
  ['2xx that fits `SMS_REFUSED_IF`', 'refused for good', 'another channel; an officer reads the answer'],
  ['any answer below 500 that fits `SMS_HELD_IF`', 'hold: our own account', HELD],
  ['2xx that fits neither, or both', 'unknown', 'no repeat; another channel covers it at once'],
  ['408, 425, 429', 'refused for the moment', 'again in a while'],
  ['3xx, 401 to 404, 407', 'hold: address of the gateway or our account there', HELD],
  ['any other 4xx', 'refused for good', 'another channel; an officer reads the answer'],
  ['5xx, a cut, silence for 15 seconds', 'unknown', 'no repeat; another channel covers it at once'],
  ['no connection', 'hold: nothing has left', HELD],
  ['no mobile number of Việt Nam', 'refused for good', 'the number is marked; nothing was sent'],
];

/** What docs/channels.md says of text messages. */
export function smsDocument(): string {
  return `## SMS

Off until \`SMS_URL\` names the office's gateway: the HTTP interface of a brand name (VNPT, Viettel, eSMS and the like), or a gateway of the office's own (Kannel, Gammu, a phone). People are reached by their \`phone\`; \`"channels": ["sms", "email"]\`
in the roster asks for it first, and without a wish it comes last.

\`{phone}\`, \`{text}\` and \`{id}\` (ours, the same for every attempt) stand in the address, in \`SMS_BODY\`, or in both, and are written as the place asks: in an address and a form percent-encoded, inside the quotes of JSON, or as text of XML.
Without a body the address is fetched by GET. Redirects are not followed.

\`\`\`sh
# Kannel: answers 202 and "0: Accepted for delivery"
SMS_URL='http://127.0.0.1:13013/cgi-bin/sendsms?username=dondoc&password=…&coding=2&charset=UTF-8&to={phone}&text={text}'
SMS_ACCEPTED_IF='^[03]:'
# A brand name by JSON: always HTTP 200, its code is in the answer
SMS_URL='https://ten-may.example.vn/api/send'
SMS_HEADER='Authorization: Bearer …'
SMS_BODY='{"brandname": "UBND TU KY", "to": "{phone}", "content": "{text}", "requestId": "{id}"}'
SMS_ACCEPTED_IF='"code": *"?100"?[,}]'
SMS_REFUSED_IF='"code": *"?(99|104)"?[,}]'
SMS_HELD_IF='"code": *"?(101|103)"?[,}]'
\`\`\`

\`SMS_REFUSED_IF\` names the answers that the provider documents as refusals; without it such an answer is in doubt, and the message goes by another channel all the same.
\`SMS_HELD_IF\` names those that are about the account of the office (a wrong key, no money left, a brand name that is not registered): nobody's message passes then, and none fails for it.

${markdownTable(['what happened', 'outcome', 'what follows'], ANSWERS)}

A message says who reminds, how urgent it is, the title, the date and the page. It is paid by parts of 153 signs, or 67 as soon as one Vietnamese letter with marks is in it: \`SMS_WITHOUT_DIACRITICS=1\` writes without them.
At most \`SMS_PARTS_MAX\` parts: the title is cut first, then the address of the page is left out. It is never shortened by a service: such a service would hold links by which people act. Nothing is sent from 22:00 to 7:00, the hours of Nghị định
91/2020 for advertising: reminders are none, but they can wait, and another channel carries them meanwhile.`;
}
