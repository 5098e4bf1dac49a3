// The log and the administrator's page: read, filtered, checked; sessions and keys ended.
import { describe, expect, test } from 'vitest';
import { desk1440, phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const site = useSite();

describe('the log', () => {
  test('an auditor reads it newest first, looks at one event, and goes back in time', async () => {
    site.api.world.role = 'auditor';
    const page = await site.open('/', desk1440);
    await page.getByRole('button', { name: /^Tài khoản/ }).click();
    await page.getByRole('menuitem', { name: 'Nhật ký' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nhật ký' }).waitFor();
    await page.locator('.log-lines li').first().waitFor();
    const before = await page.locator('.log-lines li').count();
    await page
      .getByRole('button', { name: /^Chi tiết: sự kiện/ })
      .nth(1)
      .click();
    await page.getByText('Mã của sự kiện này').waitFor();
    await takeScreenshot(page, 'log');
    await page.getByRole('button', { name: 'Xem các sự kiện cũ hơn' }).click();
    await page.waitForFunction((count) => document.querySelectorAll('.log-lines li').length > count, before);
  });

  test('a filter stays in the address, and nothing found says so', async () => {
    const page = await site.open('/nhat-ky?type=reported', desk1440);
    await page
      .getByText(/báo cáo kết quả «/)
      .first()
      .waitFor();
    expect(await page.getByText(/tiếp nhận việc «/).count()).toBe(0);
    await page.getByLabel('Tìm trong nhật ký').fill('khong-co-gi');
    await page.waitForURL(/q=khong-co-gi/);
    await page.getByText('Không có sự kiện nào khớp với bộ lọc.').waitFor();
    await page.getByRole('button', { name: 'Xóa bộ lọc' }).click();
    await page.waitForURL('**/nhat-ky');
  });

  test('the check shows how far it is, then what holds', async () => {
    const page = await site.open('/nhat-ky', phone);
    const release = site.api.hold();
    await page.getByRole('button', { name: 'Kiểm tra sổ' }).click();
    release();
    await page.getByText(/^Đã xem .* sự kiện\.$/).waitFor();
    await page.getByText('Sổ nguyên vẹn').waitFor();
    await page.getByText('Số liệu khớp với nhật ký.').waitFor();
    await takeScreenshot(page, 'log-check');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  });

  test('leadership reads it, and is offered neither check nor export', async () => {
    site.api.world.role = 'leadership';
    const page = await site.open('/nhat-ky', desk1440);
    await page.locator('.log-lines li').first().waitFor();
    expect(await page.getByRole('button', { name: 'Kiểm tra sổ' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Tải toàn bộ nhật ký' }).count()).toBe(0);
  });
});

describe('the page of the administrator', () => {
  test('says how the installation stands, ends a session, and asks before it ends a key', async () => {
    site.api.world.role = 'administrator';
    const page = await site.open('/quan-tri', desk1440);
    await page.getByText('Thiếu năm 2027').waitFor();
    await page.getByText('1 chương trình đang chạy').waitFor();
    await takeScreenshot(page, 'administration');
    await page.getByRole('button', { name: /^Kết thúc phiên của Nguyễn Thị Hạnh/ }).click();
    await page.getByRole('button', { name: 'Thu hồi khóa cổng báo cáo của Nguyễn Thị Hạnh' }).click();
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['endAnySession']);
    await page.getByRole('tooltip').getByRole('button', { name: 'Thu hồi', exact: true }).click();
    await page.waitForFunction(() => document.querySelector('.ant-popover:not(.ant-popover-hidden)') === null);
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['endAnySession', 'revokeAnyKey']);
  });

  test.each(['officer', 'leadership', 'auditor'] as const)('is not offered to %s', async (role) => {
    site.api.world.role = role;
    const page = await site.open('/', desk1440);
    await page.getByRole('button', { name: /^Tài khoản/ }).click();
    await page.getByRole('menuitem', { name: 'Tài khoản của tôi' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Quản trị' }).count()).toBe(0);
  });
});
