// What saves an officer time: many pieces of work at once, views that are kept, one field for everything, keys.
import { describe, expect, test } from 'vitest';
import { desk1440, phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const site = useSite();
const reported = () => site.api.world.assignments.filter(({ status }) => status === 'reported');
const commands = () => site.api.sent.filter(({ operation }) => operation === 'commandAssignment');

describe('many pieces of work at once', () => {
  test('rows are chosen over pages, and verified each by itself and once', async () => {
    const page = await site.open('/viec?status=reported&pageSize=2', desk1440);
    const wanted = reported().length;
    expect(wanted).toBeGreaterThan(3);
    await page.getByLabel('Chọn mọi việc của trang này').check();
    await page.getByText('Đã chọn 2 việc').waitFor();
    await page.getByRole('listitem', { name: '2', exact: true }).click();
    await page.waitForURL(/page=2/);
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    await page
      .getByLabel(/^Chọn: /)
      .first()
      .check();
    await page.getByText('Đã chọn 3 việc').waitFor();
    await takeScreenshot(page, 'bulk-bar');
    await page.getByRole('button', { name: 'Xác nhận hoàn thành', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Không hoàn tác được').waitFor();
    await takeScreenshot(page, 'bulk-dialog');
    await dialog.getByRole('button', { name: 'Xác nhận hoàn thành: 3 việc' }).click();
    await dialog.getByText('Đã xác nhận hoàn thành 3 việc.').waitFor();
    expect(reported().length).toBe(wanted - 3);
    const keys = commands().map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([3, 3]);
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByText('Đã chọn').waitFor({ state: 'detached' });
  });

  test('what fails is named with its reason, alone stays chosen, and alone is tried again with the same key', async () => {
    const page = await site.open('/viec?status=reported', desk1440);
    const [first] = reported();
    await page.getByLabel('Chọn mọi việc của trang này').check();
    const chosen = Math.min(20, reported().length);
    await page.getByRole('button', { name: 'Trả lại báo cáo', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Trả lại báo cáo: / }).click();
    await dialog.getByText('Ghi lý do trả lại.').waitFor();
    await dialog.getByLabel('Lý do trả lại, gửi cho mọi cơ quan').fill('Thiếu văn bản đã ký');
    site.api.break('commandAssignment', { status: 503, title: 'Máy chủ đang bận', detail: 'Thử lại sau.' });
    await dialog.getByRole('button', { name: /^Trả lại báo cáo: / }).click();
    await dialog.getByText(`Đã trả lại 0 việc; ${chosen} việc chưa được.`).waitFor();
    const broken = commands();
    site.api.heal();
    // Somebody else was faster with one of them.
    Object.assign(first ?? {}, { status: 'verified' });
    await dialog.getByRole('button', { name: `Thử lại ${chosen} việc` }).click();
    await dialog.getByText(`Đã trả lại ${chosen - 1} việc; 1 việc chưa được.`).waitFor();
    await dialog.getByText('Không thực hiện được').waitFor();
    await takeScreenshot(page, 'bulk-failed');
    expect(
      commands()
        .slice(broken.length)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(broken.map(({ key }) => key).sort());
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByText('Đã chọn 1 việc').waitFor();
  });

  test('rows that it does not fit are left out, and said so', async () => {
    const page = await site.open('/viec', desk1440);
    await page.getByLabel('Chọn mọi việc của trang này').check();
    const rows = await page.locator('.assignment-table tbody tr').count();
    const ended = await page.locator('.assignment-table tbody').getByText('Đã xác nhận hoàn thành').count();
    expect(ended).toBeGreaterThan(0);
    const button = page.getByRole('button', { name: 'Gửi lại lời nhắc không tới' });
    expect(await button.textContent()).toBe(`Gửi lại lời nhắc không tới (${rows - ended})`);
    await button.click();
    await page.getByText(`${ended} việc trong số đã chọn đã kết thúc, sẽ được bỏ qua.`).waitFor();
  });

  test('a phone chooses by a box for a thumb beside each card', async () => {
    const page = await site.open('/viec?status=reported', phone);
    const box = page.locator('.card-choice').first();
    expect(await box.boundingBox()).toMatchObject({ width: 44, height: 44 });
    await box.click();
    await page.getByText('Đã chọn 1 việc').waitFor();
    await page.getByRole('button', { name: 'Xác nhận hoàn thành', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  });

  test.each(['leadership', 'auditor', 'lead-clerk'] as const)(
    '%s, who may do none of it, is offered no boxes',
    async (role) => {
      site.api.world.role = role;
      const page = await site.open('/viec', desk1440);
      await page.locator('.assignment-table tbody tr').first().waitFor();
      expect(await page.getByLabel('Chọn mọi việc của trang này').count()).toBe(0);
    },
  );
});

describe('views that are kept', () => {
  test('one is named, opened in one press on another day, and forgotten', async () => {
    const page = await site.open('/viec?dueState=open-overdue&sort=daysLate', desk1440);
    await page.getByRole('button', { name: 'Lưu bộ lọc này' }).click();
    await page.getByLabel('Tên bộ lọc').fill('Quá hạn lâu nhất');
    await page.keyboard.press('Enter');
    await site.open('/viec', desk1440);
    await page.getByRole('link', { name: 'Quá hạn lâu nhất' }).click();
    await page.waitForURL('**/viec?dueState=open-overdue&sort=daysLate');
    await takeScreenshot(page, 'saved-filters');
    await page.getByRole('button', { name: 'Xóa bộ lọc đã lưu Quá hạn lâu nhất' }).click();
    expect(await page.getByRole('link', { name: 'Quá hạn lâu nhất' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Lưu bộ lọc này' }).waitFor();
  });
});

describe('one field for everything', () => {
  test('is opened by its keys, finds work without marks, and opens it by Enter', async () => {
    const page = await site.open('/', desk1440);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('tuyen truyen');
    const [work] = site.api.world.assignments.filter(({ title }) => /tuyên truyền/i.test(title));
    await page
      .getByRole('option', { name: work?.title ?? '' })
      .first()
      .waitFor();
    await takeScreenshot(page, 'palette');
    await page
      .getByRole('option', { name: work?.title ?? '' })
      .first()
      .click();
    await page.waitForURL('**/viec/a-*');
  });

  test('đ is found as d, a plan, an agency and a page too', async () => {
    const page = await site.open('/', phone);
    await page.getByRole('button', { name: 'Tìm nhanh' }).click();
    const field = page.getByRole('combobox');
    for (const [typed, found] of [
      ['duoc giao', 'Việc được giao'],
      ['phong tu phap', 'Phòng Tư pháp'],
      ['cai cach hanh chinh nam 2027', 'Kế hoạch cải cách hành chính năm 2027 huyện Tứ Kỳ'],
    ] as const) {
      await field.fill(typed);
      await page.getByRole('option', { name: found }).first().waitFor();
    }
    await field.fill('zzzz');
    await page.getByText('Không tìm thấy gì.').waitFor();
  });

  test('offers only pages that one may open', async () => {
    site.api.world.role = 'lead-clerk';
    const page = await site.open('/', desk1440);
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Tổng quan' }).waitFor();
    for (const name of ['Nhật ký', 'Quản trị', 'Kế hoạch', 'Người dùng', 'Nhập kế hoạch mới'])
      expect(await page.getByRole('option', { name, exact: true }).count()).toBe(0);
  });
});

describe('keys', () => {
  test('move through the list, choose and open; «?» tells them', async () => {
    const page = await site.open('/viec', desk1440);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowDown');
    const titles = page.locator('.assignment-title');
    expect(await titles.nth(1).evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('x');
    await page.getByText('Đã chọn 1 việc').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
    await takeScreenshot(page, 'key-help');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await titles.nth(1).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/viec/a-*');
  });

  test('are letters and nothing else where somebody types', async () => {
    const page = await site.open('/viec', desk1440);
    await page.keyboard.press('/');
    await page.keyboard.type('kjx?');
    expect(await page.getByLabel('Tìm theo nội dung công việc').inputValue()).toBe('kjx?');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});
