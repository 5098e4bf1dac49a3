// The thread in which mails from outside are read.
import { type ParsedMail, parseMail } from '#channels/email/parse-mail.ts';
import { answerInThread } from './answer-in-thread.ts';

answerInThread<Uint8Array, ParsedMail>(parseMail);
