// The people of the sample, whose password everybody may read, and how the first real ones take their place.
import { expect, test } from 'vitest';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '#local/sample/accounts.ts';
import { addSampleAccounts } from '#operations/add-sample-accounts.ts';
import { inviteAccount } from '#operations/invite-account.ts';
import { offerFirstAccount } from '#operations/offer-first-account.ts';
import { ADMINISTRATOR, BY_SYSTEM, VISITOR } from '#operations/seam/actor.ts';
import { useAccountLink } from '#operations/use-account-link.ts';
import { aBrowser, ownApiWithPeople, PASSWORD, role } from '../support/people.ts';
import { furnish } from '../support/store.ts';

const api = ownApiWithPeople();
const offer = () => offerFirstAccount(api.context, BY_SYSTEM, {});

async function invite(email: string, roles = [role('auditor')]): Promise<string> {
  const invited = await inviteAccount({ ...api.context, letters: null }, ADMINISTRATOR, { email, name: email, roles });
  if (!invited.ok) throw new Error(invited.detail);
  return invited.token as string;
}

test('an invitation ends nobody; whoever answers it ends the sample, and the start still makes an administrator', async () => {
  await furnish(api.context.database);
  // The others are people of the sample's roster, which is not here.
  const own = SAMPLE_ACCOUNTS.filter(({ username }) => username === 'quan-tri');
  await addSampleAccounts(api.context, BY_SYSTEM, { accounts: own, password: SAMPLE_PASSWORD });
  const tried = aBrowser(api);
  const standing = async () => (await tried.ask('GET', '/api/me')).status;
  expect((await tried.signIn('quan-tri', SAMPLE_PASSWORD)).status).toBe(200);

  const token = await invite('kiem-tra@vi-du.example');
  expect(await standing()).toBe(200);
  expect(await offer()).not.toBeNull();

  expect(await useAccountLink(api.context, VISITOR, { token, password: PASSWORD })).toMatchObject({ ok: true });
  expect(await standing()).toBe(401);
  expect((await tried.signIn('quan-tri', SAMPLE_PASSWORD)).body.code).toBe('account-off');

  // An auditor can invite nobody: whoever has the machine may still become the administrator, and then nobody more.
  const first = { token: (await offer()) as string, password: PASSWORD };
  const named = { ...first, first: { name: 'Đỗ Thị Đầu', email: 'dau@vi-du.example' } };
  expect(await useAccountLink(api.context, VISITOR, named)).toMatchObject({ ok: true });
  expect(await offer()).toBeNull();
});
