// A passkey from its first day to its last, on the real API with its pages, with a device that Chromium has in itself.
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { ensureWebBuilt } from '../support/built-web.ts';
import { launchChromium } from '../support/chromium.ts';
import { listenToConsole, seriousFindings } from '../support/page-findings.ts';
import { addPerson, ownApiWithPeople, PASSWORD, role, TEST_KEY_OF_API } from '../support/people.ts';
import { furnish } from '../support/store.ts';
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts';

// Before the app is made: it looks at its files once.
beforeAll(ensureWebBuilt, 300_000);

const port = await chooseFreePort();
const publicUrl = `http://localhost:${port}`;
const webDist = fileURLToPath(new URL('../../web/dist', import.meta.url));
const api = ownApiWithPeople({ PUBLIC_URL: publicUrl }, { publicUrl, webDist });
let browser: Browser;

beforeAll(async () => {
  await furnish(api.context.database);
  await addPerson(api, { email: 'an@vi-du.example', roles: [role('officer')] });
  await api.listen(port);
  browser = await launchChromium();
}, 300_000);
afterAll(() => browser?.close());

const urlOf = (path: string) => `${publicUrl}${path}`;
const byPasskey = (page: Page) => page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' });
const isIn = (page: Page) => page.getByRole('button', { name: /^Tài khoản/ }).waitFor();

async function signInByPassword(page: Page): Promise<void> {
  await page.goto(urlOf('/dang-nhap'));
  await page.getByLabel('Thư điện tử hoặc tên đăng nhập').fill('an@vi-du.example');
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByText('Đăng xuất').click();
  await page.waitForURL('**/dang-nhap*');
}

async function requireSecondFactor(whom: string): Promise<void> {
  const byKey = { authorization: `Bearer ${TEST_KEY_OF_API}`, host: `localhost:${port}` };
  expect((await api.ask('PUT', '/api/administration/second-factor', byKey, { whom })).status).toBe(200);
}

test('it is added, signs in, is enough where two steps are asked, and opens nothing when it was copied or removed', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = listenToConsole(page);
  const device = await addVirtualAuthenticator(page);
  await signInByPassword(page);
  await isIn(page);
  await page.goto(urlOf('/tai-khoan'));
  await page.getByLabel('Tên khóa truy cập').fill('Máy ở cơ quan');
  await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
  await page.getByText('Máy ở cơ quan').waitFor();
  expect(await device.count()).toBe(1);
  expect(await seriousFindings(page, 'account')).toEqual([]);

  await signOut(page);
  await byPasskey(page).click();
  await isIn(page);

  // The session of a password is held until the passkey is shown; that of a passkey is not.
  await requireSecondFactor('everybody');
  await page.goto(urlOf('/viec'));
  await page.getByRole('heading', { level: 1, name: 'Việc' }).waitFor();
  await signOut(page);
  await signInByPassword(page);
  await page.getByRole('heading', { level: 1, name: 'Dùng khóa truy cập' }).waitFor();
  await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
  await isIn(page);
  await requireSecondFactor('nobody');

  // A copy that was made earlier has counted less.
  await signOut(page);
  await device.setCounter(1);
  // Who is out hears so.
  expect(complaints.filter((one) => !/status of 40[13]/.test(one))).toEqual([]);
  await byPasskey(page).click();
  await page.getByText('có thể đã bị sao chép').waitFor();
  await device.setCounter(1000);
  await byPasskey(page).click();
  await isIn(page);

  await page.goto(urlOf('/tai-khoan'));
  await page.getByRole('button', { name: 'Xóa khóa truy cập Máy ở cơ quan' }).click();
  await page.getByText('Máy ở cơ quan').waitFor({ state: 'detached' });
  await signOut(page);
  await byPasskey(page).click();
  await page.getByText('đã bị xóa khỏi tài khoản').waitFor();
  await context.close();
}, 240_000);
