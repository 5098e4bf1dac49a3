// The calendar and the ladder on their pages: seen, changed in words, and tried on open work before they are saved.
import { describe, expect, test } from 'vitest';
import { phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const site = useSite();

describe('the calendar', () => {
  test('shows a year, each day off with its source, and says of a year that is missing what that means', async () => {
    const page = await site.open('/lich');
    await page.getByRole('heading', { level: 1, name: 'Lịch làm việc' }).waitFor();
    await page.getByLabel(/02\/09\/2026: Quốc khánh/).waitFor();
    await takeScreenshot(page, 'lich');
    for (let year = 2026; year < 2028; year++) await page.getByRole('button', { name: 'Năm sau' }).click();
    await page.getByText('Chưa có lịch năm 2028').waitFor();
  });

  test('a day off more: what would move is seen first, then a new edition is made of the one that was seen', async () => {
    const page = await site.open('/lich');
    await page.getByRole('button', { name: 'Sửa năm 2026' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Thêm ngày' }).click();
    const added = dialog.locator('.day-fields li').last();
    await added.getByLabel('Ngày', { exact: true }).fill('30/12/2026');
    await added.getByLabel('Ngày', { exact: true }).press('Tab');
    await added.getByLabel('Tên ngày').fill('Nghỉ theo thông báo của tỉnh');
    await added.getByLabel('Loại').click();
    await page.getByTitle('Nghỉ của cơ quan').last().click();
    await takeScreenshot(page, 'lich-sua');
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText('30/12/2026: thứ Tư, ngày làm việc').waitFor();
    await dialog.getByText('việc đang mở giữ bản cũ').waitFor();
    await takeScreenshot(page, 'lich-tac-dong');
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['previewCalendar']);
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu bản lịch mới.').waitFor();
    await page.getByText('Bản 2, đang dùng').waitFor();
    expect(site.api.sent.at(-1)).toMatchObject({ operation: 'takeCalendar', ifMatch: '"calendar-office-1"' });
    await page.getByRole('button', { name: 'Xem Bản 1' }).click();
    await page.getByText('Đang xem bản 1; bản đang dùng là bản 2.').waitFor();
    expect(await page.getByRole('button', { name: 'Sửa năm 2026' }).count()).toBe(0);
  });

  test('a year that contradicts the law keeps what was typed, and says every reason', async () => {
    const page = await site.open('/lich');
    await page.getByRole('button', { name: 'Sửa năm 2026' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Bỏ ngày thứ 1', exact: true }).click();
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText('thiếu ngày nghỉ Tết Dương lịch').waitFor();
    await dialog.getByRole('button', { name: 'Thêm ngày' }).waitFor();
  });
});

describe('the ladder', () => {
  test('says in words who hears what when', async () => {
    const page = await site.open('/thang');
    await page.getByText('Quá hạn 7 ngày làm việc').waitFor();
    await page.getByText('Chủ tịch (gộp trong bản tổng hợp đầu tuần)').waitFor();
    await page.getByText('96 việc đang mở theo bản này').waitFor();
    await takeScreenshot(page, 'thang');
  });

  test('a rung more: what would come is seen first, for all open work or for one, then a new version is made', async () => {
    const page = await site.open('/thang');
    await page.getByRole('button', { name: 'Sửa thang' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Thêm bậc' }).click();
    await takeScreenshot(page, 'thang-sua');
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText(/lời nhắc thêm/).waitFor();
    await takeScreenshot(page, 'thang-tac-dong');
    await dialog.getByRole('button', { name: 'Sửa tiếp' }).click();
    await dialog.getByLabel('Xem thử trên một việc').click();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText('1 trên 1 việc khác đi').waitFor();
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu phiên bản mới của thang.').waitFor();
    await page.getByText('Nhắc trước hạn 10 ngày làm việc').waitFor();
    expect(site.api.sent.at(-1)).toMatchObject({ operation: 'editLadder', ifMatch: '"ladder-office-2"' });
    expect(site.api.posts.at(-1)?.body).not.toHaveProperty('assignment');
  });

  test('a form that nobody touched comes to the ladder that is there', async () => {
    const page = await site.open('/thang');
    await page.getByRole('button', { name: 'Sửa thang' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText('Không thời hạn, lời nhắc nào khác đi').waitFor();
  });
});

test('whoever only looks is offered nothing to press', async () => {
  site.api.rights = ['see-calendar', 'see-ladder'];
  const page = await site.open('/lich');
  expect(await page.getByRole('link', { name: 'Danh bạ' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Thang nhắc việc' }).click();
  await page.getByText('Quá hạn 7 ngày làm việc').waitFor();
  expect(await page.getByRole('button', { name: /Sửa|Thêm/ }).count()).toBe(0);
});

test.each(['/lich', '/thang'])('on a phone %s is no wider than the screen', async (path) => {
  const page = await site.open(path, phone);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
});
