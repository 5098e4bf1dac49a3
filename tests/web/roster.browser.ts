// The roster on its page: seen, searched, changed, and never changed before its effect on open work was looked at.
import { describe, expect, test } from 'vitest';
import { phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const site = useSite();

async function openRoster(viewport?: { width: number; height: number }) {
  return site.open('/danh-ba', viewport);
}

describe('whoever looks', () => {
  test('finds agencies and people by words without marks, and sees who stands in for whom', async () => {
    const page = await openRoster();
    await page.getByText('đang nghỉ 18/11/2026 – 27/11/2026, Trần Văn Minh thay').waitFor();
    await takeScreenshot(page, 'danh-ba');
    await page.getByLabel('Tìm cơ quan, người').fill('khong co ai ten nay');
    await expect.poll(() => page.locator('.agency').count()).toBe(0);
    await page.getByText('Không có ai khớp').waitFor();
    await page.getByLabel('Tìm cơ quan, người').fill('phong dan toc');
    await page.getByText('đã kết thúc 28/02/2025').waitFor();
    expect(await page.locator('.agency').count()).toBe(1);
  });

  test('and may not change it is offered nothing to press', async () => {
    site.api.rights = ['see-roster'];
    const page = await openRoster();
    await page.getByRole('heading', { level: 1, name: 'Danh bạ' }).waitFor();
    expect(await page.getByRole('button', { name: /Sửa|Thêm|Sáp nhập|Nhập/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Xuất danh bạ' }).waitFor();
  });

  test('and may not even see it has no way there', async () => {
    site.api.rights = ['list-assignments'];
    const page = await site.open('/viec');
    await page.getByRole('link', { name: 'Việc được giao' }).waitFor();
    expect(await page.getByRole('link', { name: 'Thiết lập' }).count()).toBe(0);
  });
});

describe('a change', () => {
  test('a leave: who hears instead is seen first, then it is saved with the version that was seen', async () => {
    const page = await openRoster();
    await page.getByRole('button', { name: 'Cho nghỉ: Lê Thị Thu Hương', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Chưa có người thay').waitFor();
    await dialog.getByLabel('Đến hết ngày').fill('30/11/2026');
    await dialog.getByLabel('Đến hết ngày').press('Tab');
    await dialog.getByLabel('Người thay').click();
    await page.keyboard.type('quang vinh');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText('Đổi người «Lê Thị Thu Hương»').waitFor();
    await dialog.getByText(/Lê Thị Thu Hương \(.*thôi nhận/).waitFor();
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['previewRoster']);
    await takeScreenshot(page, 'danh-ba-tac-dong');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu danh bạ.').waitFor();
    await page.getByText('đang nghỉ 20/11/2026 – 30/11/2026, Đỗ Quang Vinh thay').waitFor();
    expect(site.api.sent.at(-1)).toMatchObject({ operation: 'editRoster', ifMatch: '"roster-office-4"' });
  });

  test('that leaves work to nobody says which, and is saved only by a button that says so', async () => {
    const page = await openRoster();
    const [, second] = site.api.world.agencies;
    await page.getByRole('button', { name: `Sửa ${second?.name}`, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ngày cuối cùng').fill('19/11/2026');
    await dialog.getByLabel('Ngày cuối cùng').press('Tab');
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText(/việc không còn ai của cơ quan chủ trì nhận lời nhắc/).waitFor();
    expect(await dialog.getByRole('button', { name: 'Lưu', exact: true }).count()).toBe(0);
    await takeScreenshot(page, 'danh-ba-khong-con-ai');
    await dialog.getByRole('button', { name: 'Sửa tiếp' }).click();
    expect(await dialog.getByLabel('Ngày cuối cùng').inputValue()).toBe('19/11/2026');
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByRole('button', { name: 'Vẫn lưu' }).click();
    await page.getByText('Đã lưu danh bạ.').waitFor();
    expect(site.api.posts.at(-1)).toMatchObject({ operation: 'editRoster', body: { orphans: true } });
  });

  test('a merger moves open work, and says where', async () => {
    const page = await openRoster();
    const [, second, third] = site.api.world.agencies;
    await page.getByRole('button', { name: `Sáp nhập ${second?.name} vào cơ quan khác` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Cơ quan tiếp nhận' }).click();
    await page.keyboard.type(third?.name ?? '');
    await page.keyboard.press('Enter');
    await takeScreenshot(page, 'danh-ba-sap-nhap');
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText(`từ «${second?.name}» sang «${third?.name}»`).waitFor();
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu danh bạ.').waitFor();
  });

  test('of another officer meanwhile is told, and what was typed is tried again on it', async () => {
    const page = await openRoster();
    await page.getByRole('button', { name: 'Sửa cấp báo cáo' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Cơ quan thường trực').click();
    await page.keyboard.type(site.api.world.agencies[4]?.name ?? '');
    await page.keyboard.press('Enter');
    await takeScreenshot(page, 'danh-ba-cap-bao-cao');
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText('Đổi cơ quan thường trực').waitFor();
    site.api.break('editRoster', {
      status: 412,
      code: 'changed-meanwhile',
      title: 'Nội dung đã thay đổi',
      detail: 'Trần Bình, 09:12 ngày 20/11/2026: đổi người «Lê Thị Thu Hương»: điện thoại.',
    });
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await dialog.getByText('Trần Bình, 09:12').waitFor();
    site.api.heal();
    await dialog.getByRole('button', { name: 'Xem lại trên bản hiện nay' }).click();
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu danh bạ.').waitFor();
  });

  test('while it is tried, the page says so', async () => {
    const page = await openRoster();
    await page.getByRole('button', { name: 'Thêm nhóm' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên nhóm').fill('Các xã');
    await dialog.getByLabel('Các cơ quan').click();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    const release = site.api.hold();
    await dialog.getByRole('button', { name: 'Xem tác động' }).click();
    await dialog.getByText('Đang thử trên các việc đang mở').waitFor();
    release();
    await dialog.getByText('Thêm nhóm «Các xã»').waitFor();
  });
});

test('the file that is written is the one that is read', async () => {
  const page = await openRoster();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Xuất danh bạ' }).click(),
  ]);
  const path = await download.path();
  await page.locator('input[type=file]').setInputFiles(path);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Xem tác động' }).click();
  await dialog.getByText('Chưa có gì khác với danh bạ đang dùng.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Lưu' }).isDisabled()).toBe(true);
});

test('on a phone nothing is wider than the screen, also with a form open', async () => {
  const page = await openRoster(phone);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await page.getByRole('button', { name: 'Thêm người', exact: true }).first().click();
  await page.getByRole('dialog').getByLabel('Họ và tên').waitFor();
  await takeScreenshot(page, 'danh-ba-them-nguoi');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
});
