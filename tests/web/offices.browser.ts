// Page Quản trị: the offices of the installation, and how letters and reports of an office are headed.
import { describe, expect, test } from 'vitest';
import { desk1440, phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const site = useSite();
const CLASH = {
  status: 412,
  code: 'changed-meanwhile',
  title: 'Nội dung đã được người khác thay đổi',
  detail: 'Trần Văn Mới đã lưu tên người gửi và đầu báo cáo.',
};

describe('the offices of the installation', () => {
  test('are listed with how large they are', async () => {
    const page = await site.open('/quan-tri', desk1440);
    const panel = page.getByRole('region', { name: 'Cơ quan trong hệ thống' });
    const rows = panel.getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/UBND huyện Tứ Kỳ\s+48 người trong danh bạ, 96 việc chưa xong; thư gửi từ địa chỉ chung/),
      expect.stringMatching(/UBND xã An Thanh\s+7 người.*thư gửi từ don-doc@an-thanh.example/),
    ]);
    await takeScreenshot(page, 'administration-offices');
  });

  test('another one is added with its first person; a refusal keeps what was typed', async () => {
    const page = await site.open('/quan-tri', phone);
    await page.getByRole('button', { name: 'Thêm cơ quan' }).click();
    const dialog = page.getByRole('dialog', { name: 'Thêm cơ quan' });
    await dialog.getByLabel('Tên cơ quan').fill('UBND xã Quang Phục');
    await dialog.getByLabel('Cán bộ đầu tiên').fill('Lê Văn Năm');
    await dialog.getByLabel('Thư điện tử của cán bộ').fill('sai');
    await dialog.getByRole('button', { name: 'Thêm và gửi lời mời' }).click();
    await dialog.getByText('Địa chỉ thư chưa đúng').waitFor();
    await dialog.getByLabel('Thư điện tử của cán bộ').fill('nam@quang-phuc.example');
    const taken = { status: 409, code: 'office-exists', title: 'Đã có cơ quan tên này', detail: 'Đã có tên này.' };
    site.api.break('addOffice', taken);
    await dialog.getByRole('button', { name: 'Thêm và gửi lời mời' }).click();
    await dialog.getByText('Đã có tên này.').waitFor();
    await takeScreenshot(page, 'administration-add-office');
    site.api.heal();
    await dialog.getByRole('button', { name: 'Thêm và gửi lời mời' }).click();
    await page.getByText('Đã thêm UBND xã Quang Phục và mời nam@quang-phuc.example.').waitFor();
    expect(site.api.posts.at(-1)).toEqual({
      operation: 'addOffice',
      body: { name: 'UBND xã Quang Phục', officer: { name: 'Lê Văn Năm', email: 'nam@quang-phuc.example' } },
    });
    await page.getByRole('listitem').filter({ hasText: 'UBND xã Quang Phục' }).waitFor();
  });

  test('letters of one may come from an address of its own, and from that of the installation again', async () => {
    const page = await site.open('/quan-tri');
    await page.getByRole('button', { name: 'Địa chỉ gửi thư của UBND xã An Thanh' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Địa chỉ').inputValue()).toBe('don-doc@an-thanh.example');
    await dialog.getByLabel('Địa chỉ').fill('');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu.').waitFor();
    expect(site.api.posts.at(-1)).toEqual({ operation: 'setSenderAddress', body: { office: 2, address: null } });
  });

  test('are not shown to whoever administers another office', async () => {
    site.api.world.office = { id: 2, name: 'UBND xã An Thanh' };
    const page = await site.open('/quan-tri');
    await page.getByRole('region', { name: 'Tên người gửi và đầu báo cáo' }).waitFor();
    expect(await page.getByRole('region', { name: 'Cơ quan trong hệ thống' }).count()).toBe(0);
  });
});

describe('how letters and reports are headed', () => {
  test('is saved as a whole, and the report is printed so', async () => {
    const page = await site.open('/quan-tri', desk1440);
    const panel = page.getByRole('region', { name: 'Tên người gửi và đầu báo cáo' });
    await panel.getByLabel('Tên người gửi').fill('Văn phòng UBND huyện Tứ Kỳ');
    await panel.getByLabel('Cơ quan cấp trên').fill('UBND tỉnh Hải Dương');
    await panel.getByLabel('Họ tên người ký').fill('Trần Văn Bình');
    await takeScreenshot(page, 'administration-letterhead');
    await panel.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu. Thư và báo cáo').waitFor();
    expect(site.api.posts.at(-1)).toEqual({
      operation: 'setLetterhead',
      body: {
        senderName: 'Văn phòng UBND huyện Tứ Kỳ',
        replyTo: null,
        parentOffice: 'UBND tỉnh Hải Dương',
        officeName: null,
        place: null,
        authority: null,
        signerTitle: null,
        signerName: 'Trần Văn Bình',
      },
    });
    await page.goto(`${site.api.url}/bao-cao`);
    await page.getByRole('button', { name: 'In báo cáo' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.getByText('UBND tỉnh Hải Dương').waitFor();
    await page.getByText('Trần Văn Bình').waitFor();
    await takeScreenshot(page, 'report-paper-headed');
  });

  test('what somebody else saved meanwhile is not written over, and nothing typed is lost', async () => {
    const page = await site.open('/quan-tri', phone);
    const panel = page.getByRole('region', { name: 'Tên người gửi và đầu báo cáo' });
    await panel.getByLabel('Địa danh').fill('Tứ Kỳ');
    site.api.break('setLetterhead', CLASH);
    await panel.getByRole('button', { name: 'Lưu' }).click();
    await panel.getByText('Trần Văn Mới đã lưu').waitFor();
    expect(await panel.getByLabel('Địa danh').inputValue()).toBe('Tứ Kỳ');
    await takeScreenshot(page, 'administration-letterhead-phone');
    site.api.heal();
    Object.assign(site.api.world.offices, { version: 2 });
    Object.assign(site.api.world.offices.letterhead, { place: 'Thị trấn Tứ Kỳ' });
    await panel.getByRole('button', { name: 'Bỏ phần đang sửa, xem nội dung mới' }).click();
    await expect.poll(() => panel.getByLabel('Địa danh').inputValue()).toBe('Thị trấn Tứ Kỳ');
    expect(await panel.getByText('Trần Văn Mới đã lưu').count()).toBe(0);
  });

  test('on a phone the page is as wide as the screen', async () => {
    const page = await site.open('/quan-tri', phone);
    await page.getByRole('region', { name: 'Tên người gửi và đầu báo cáo' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  });
});
