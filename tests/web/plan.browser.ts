import { describe, expect, test } from 'vitest';
import { DRAFT_ID } from './mock-world.ts';
import { useSite } from './site.ts';

const docx = { name: 'ke-hoach.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') };

describe('plans', () => {
  const site = useSite();

  test('a file is read into a draft and opened; nothing is given out yet', async () => {
    const page = await site.open('/ke-hoach');
    await page.setInputFiles('input[type=file]', docx);
    await page.waitForURL(`**/ke-hoach/${DRAFT_ID}`);
    await page.locator('.plan-issues').getByText('Bảng 1, dòng 48').waitFor();
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['importPlan']);
  });

  test('a refused file names everything that is wrong with it', async () => {
    site.api.break('importPlan', {
      status: 422,
      title: 'Không đọc được kế hoạch',
      detail: 'Sửa các lỗi được nêu rồi gửi lại.',
      issues: [
        { place: 'bảng 1', message: 'Không có cột thời gian.' },
        { place: 'bảng 2, dòng 7', message: 'Không có cơ quan chủ trì.' },
      ],
    });
    const page = await site.open('/ke-hoach');
    await page.setInputFiles('input[type=file]', docx);
    await page.getByText('Không có cột thời gian.').waitFor();
    await page.getByText('Không có cơ quan chủ trì.').waitFor();
  });

  test('a picture is turned away before it is sent', async () => {
    const page = await site.open('/ke-hoach');
    await page.setInputFiles('input[type=file]', { ...docx, name: 'anh-chup.png' });
    await page.getByText('Không đọc được loại tệp này').waitFor();
    expect(site.api.posts).toEqual([]);
  });

  test('work is given out only when every date is decided, and the progress is shown to the end', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`);
    const publish = page.locator('.publish-bar').getByRole('button', { name: 'Giao việc' });
    expect(await publish.isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Xem các dòng này' }).click();
    for (let left = 3; left > 0; left--) {
      await page.getByText(`Cần xem lại (${left})`).waitFor();
      const editor = page.locator('.deadline-editor').first();
      await editor.getByRole('textbox').fill('Quý IV/2027');
      await editor.getByRole('button', { name: 'Đọc lại' }).click();
    }
    await page.getByText('Không còn thời hạn nào cần xem lại.').waitFor();
    await publish.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Giao việc' }).click();
    await page.getByText(/Đã giao \d+\/96 việc/).waitFor();
    await page.getByRole('link', { name: 'Xem 96 việc được giao' }).waitFor({ timeout: 15_000 });
  });

  test('a time text that cannot be read is refused with an example, and the row stays open', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}?loc=can-xem`);
    const editor = page.locator('.deadline-editor').first();
    await editor.getByRole('textbox').fill('hôm nào rảnh');
    await editor.getByRole('button', { name: 'Đọc lại' }).click();
    await editor.getByText('Chưa đọc được thời hạn').waitFor();
    await page.getByText('Cần xem lại (3)').waitFor();
  });
});
