// A passkey from its first day to its last, on a started product with a device that Chromium has in itself.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { SAMPLE_PASSWORD } from '#local/sample/accounts.ts';
import { ownProduct } from '../support/own-product.ts';
import { listenToConsole, seriousFindings } from '../support/page-findings.ts';
import { TEST_KEY } from '../support/started-stack.ts';
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts';

const product = ownProduct();
const urlOf = (path: string) => `${product.folder.url}${path}`;

const byPasskey = (page: Page) => page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' });
const isIn = (page: Page) => page.getByRole('button', { name: /^Tài khoản/ }).waitFor();

async function signInByPassword(page: Page): Promise<void> {
  await page.goto(urlOf('/dang-nhap'));
  await page.getByLabel('Thư điện tử hoặc tên đăng nhập').fill('quan-tri');
  await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByText('Đăng xuất').click();
  await page.waitForURL('**/dang-nhap*');
}

async function requireSecondFactor(whom: string): Promise<void> {
  const { status } = await fetch(urlOf('/api/administration/second-factor'), {
    method: 'PUT',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ whom }),
  });
  expect(status).toBe(200);
}

test('it is added, signs in, is enough where two steps are asked, and opens nothing when it was copied or removed', async () => {
  const context = await product.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
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
  expect(complaints).toEqual([]);
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
