// Channels are an open set (ADR 0141): outside the folder of a channel nobody knows it by name, but for what is listed here with its reason.
import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { sourceFiles } from './source-files.ts';

const FOLDERS =
  /^(activities|api|cli|config|contracts|documents|domain|engine|operations|rehearsal|store|web\/src|worker|workflows)\//;
const CODE = sourceFiles().filter(({ path }) => FOLDERS.test(path) && /\.tsx?$/.test(path));

/** Each file with why it names a channel. */
const NAMED: Record<string, string> = {
  'api/dev-routes.ts': 'what the sandbox of Zalo got, for people who try the product',
  'api/incoming-settings.ts': 'what Zalo and mail servers post to us',
  'api/webhook-routes.ts': 'what Zalo and mail servers post to us',
  'contracts/roster.ts': 'who says no wish hears by mail',
  'domain/assignment/roster-from-plan.ts': 'a made-up contact has a made-up mail address',
  'domain/delivery/known-channel.ts': 'the field of a contact that has the same name',
  'operations/note-bounce.ts': 'a mail came back',
  'operations/note-sign-of-life.ts': 'a Zalo account spoke to us',
  'operations/seam/actor.ts': 'who acted through a message of Zalo',
  'store/contact-link-store.ts': 'a person links a Zalo account',
  'store/delivery-seals.ts': 'where the words of Zalo stand in proofs from before channels were an open set',
  'store/incoming-store.ts': 'what Zalo and mail servers post to us',
  'web/src/pages/administration/letterhead-panel.tsx': 'to where answers by mail go',
  'web/src/pages/administration/mail-rule.ts': 'how an address of mail is written',
  'web/src/pages/administration/office-dialogs.tsx': 'an account has an address, and mails come from one',
  'web/src/pages/roster/person-form.tsx': 'an address of a person, and what somebody new is reached by',
  'web/src/pages/sign-in/forgot-password-page.tsx': 'an account has an address',
  'web/src/pages/sign-in/set-password-page.tsx': 'an account has an address',
  'web/src/pages/users/user-dialogs.tsx': 'an account has an address',
  'worker/process-zalo-event.ts': 'what Zalo posts to us',
  'worker/start-loops.ts': 'what Zalo and mail servers post to us',
};

/** Files that say one of these names as a text of code. */
function namers(files: readonly { path: string; text: string }[], names: readonly string[]): string[] {
  const literal = new RegExp(`['"\`](${names.join('|')})['"\`]`);
  return files.flatMap(({ path, text }) => (literal.test(text) ? [path] : [])).sort();
}

test('a channel is known by name in its folder and in the list of kinds alone', () => {
  const names = CHANNEL_KINDS.map(({ name }) => name);
  expect(namers(CODE, names)).toEqual(Object.keys(NAMED).sort());
});

test('whoever knows one more channel is seen', () => {
  const planted = { path: 'domain/x.ts', text: "if (channel === 'fax') return 2;" };
  expect(namers([planted], ['email', 'fax'])).toEqual(['domain/x.ts']);
});
