// Passkeys on the pages, with a device that Chromium has in itself: who adds, shows and removes them, and what they read where none can be used.
import { beforeEach, describe, expect, test } from 'vitest';
import { seriousFindings } from '../support/page-findings.ts';
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { desk1440, phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const site = useSite();
beforeEach(() => site.page.emulateMedia({ reducedMotion: 'reduce' }));

describe('the panel of one’s own', () => {
  test.each([desk1440, phone])('somebody adds one under a name, and removes another: $width px', async (viewport) => {
    const device = await addVirtualAuthenticator(site.page);
    const page = await site.open('/tai-khoan', viewport);
    await page.getByText('Điện thoại của tôi').waitFor();
    await page.getByLabel('Tên khóa truy cập').fill('Máy ở cơ quan');
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await page.getByText('Máy ở cơ quan').waitFor();
    expect(await device.count()).toBe(1);
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['startPasskey', 'addPasskey']);
    expect(site.api.posts.at(-1)?.body).toMatchObject({
      name: 'Máy ở cơ quan',
      response: { id: expect.any(String), response: { attestationObject: expect.any(String) } },
    });
    expect(await seriousFindings(page, `${viewport.width}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    if (viewport !== phone) await takeScreenshot(page, 'passkeys');
    await page.getByRole('button', { name: 'Xóa khóa truy cập Điện thoại của tôi' }).click();
    await page.getByText('Điện thoại của tôi').waitFor({ state: 'detached' });
  });

  test('whoever the device does not know is told what to do, and nothing is sent', async () => {
    const device = await addVirtualAuthenticator(site.page);
    const page = await site.open('/tai-khoan');
    await device.recognises(false);
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await page.getByRole('heading', { name: 'Chưa dùng được khóa truy cập' }).waitFor();
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['startPasskey']);
  });

  test('where none can be used it says why, in place of a button', async () => {
    site.api.world.passkeys.address = null;
    const page = await site.open('/tai-khoan');
    await page.getByText('địa chỉ https có tên miền').waitFor();
    expect(await page.getByRole('button', { name: 'Thêm khóa truy cập' }).count()).toBe(0);
    site.api.world.passkeys.address = 'https://dondoc.vi-du.vn';
    await page.reload();
    await page.getByText('chỉ dùng được khi mở trang này tại https://dondoc.vi-du.vn').waitFor();
    // What was made elsewhere can still be removed here.
    expect(await page.getByRole('button', { name: /^Xóa khóa truy cập/ }).count()).toBe(1);
  });
});

describe('the sign-in page', () => {
  test.each([desk1440, phone])('somebody comes in without a name: $width px', async (viewport) => {
    await addVirtualAuthenticator(site.page);
    const page = await site.open('/tai-khoan', viewport);
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await expect.poll(() => site.api.world.passkeys.own.length).toBe(2);
    await site.open('/dang-nhap?ve=/viec', viewport);
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).waitFor();
    expect(await seriousFindings(page, `${viewport.width}`)).toEqual([]);
    if (viewport !== phone) await takeScreenshot(page, 'sign-in-passkey');
    await page.getByLabel('Giữ đăng nhập trên máy này').uncheck();
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await page.waitForURL(({ pathname }) => pathname === '/viec');
    const sent = site.api.posts.at(-1);
    expect([sent?.operation, sent?.body]).toEqual([
      'signInWithPasskey',
      expect.objectContaining({ remember: false, response: expect.anything() }),
    ]);
  });

  test('a device without one says so, and the password is still there', async () => {
    await addVirtualAuthenticator(site.page);
    const page = await site.open('/dang-nhap');
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await page.getByText('hoặc dùng mật khẩu').waitFor();
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['askForPasskey']);
    expect(await page.getByLabel('Mật khẩu').isEnabled()).toBe(true);
  });

  test('where none can be used it says so, in place of a button', async () => {
    site.api.world.passkeys.address = null;
    const page = await site.open('/dang-nhap', phone);
    await page.getByText('địa chỉ https có tên miền').waitFor();
    await takeScreenshot(page, 'sign-in-no-passkey');
    expect(await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).count()).toBe(0);
  });
});

describe('what is asked for besides', () => {
  test('who has one shows it before anything else, where two steps are asked of them', async () => {
    await addVirtualAuthenticator(site.page);
    const page = await site.open('/tai-khoan');
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await expect.poll(() => site.api.world.passkeys.own.length).toBe(2);
    site.api.world.awaits = 'passkey';
    await site.open('/viec');
    await page.getByRole('heading', { level: 1, name: 'Dùng khóa truy cập' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await seriousFindings(page, 'shows')).toEqual([]);
    await takeScreenshot(page, 'passkey-awaited');
    site.api.world.awaits = null;
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
    await page.getByRole('heading', { level: 1, name: 'Việc' }).waitFor();
    expect(site.api.posts.at(-1)?.operation).toBe('proveWithPasskey');
  });

  test('it proves who is there in place of the password, and what was asked for goes on', async () => {
    await addVirtualAuthenticator(site.page);
    const page = await site.open('/tai-khoan');
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    await expect.poll(() => site.api.world.passkeys.own.length).toBe(2);
    site.api.break('removePasskey', { status: 403, code: 'proof-needed', title: 'Cần xác nhận', detail: 'Nhập lại.' });
    await page.getByRole('button', { name: 'Xóa khóa truy cập Điện thoại của tôi' }).click();
    const dialog = page.getByRole('dialog', { name: 'Xác nhận đúng là anh/chị' });
    await dialog.getByRole('button', { name: 'Dùng khóa truy cập' }).waitFor();
    await page.waitForTimeout(250);
    expect(await seriousFindings(page, 'proof')).toEqual([]);
    await takeScreenshot(page, 'proof-passkey');
    site.api.heal();
    await dialog.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
    await page.getByText('Điện thoại của tôi').waitFor({ state: 'detached' });
    expect(site.api.posts.slice(-2).map(({ operation }) => operation)).toEqual(['proveWithPasskey', 'removePasskey']);
  });

  test('an administrator sees who has one, and takes it from who has lost it', async () => {
    const page = await site.open('/nguoi-dung');
    await page.getByText('xác thực hai bước, khóa truy cập').waitFor();
    await page.getByRole('button', { name: 'Gỡ xác thực hai bước' }).click();
    await page.getByText('Gỡ xác thực hai bước và khóa truy cập của').waitFor();
    await page.getByLabel('Đã xác minh người này bằng cách nào?').fill('Gặp trực tiếp, đối chiếu thẻ công chức');
    await page.getByRole('button', { name: 'Gỡ', exact: true }).click();
    await expect.poll(() => site.api.posts.at(-1)?.operation).toBe('dropSecondFactor');
  });
});
