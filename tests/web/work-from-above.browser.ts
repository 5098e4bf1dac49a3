// An officer deals with what the province gives: hands it on to an own agency, and sends the report up.
import { describe, expect, test } from 'vitest';
import { phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const site = useSite();

describe.each([
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', phone],
] as const)('%s', (where, viewport) => {
  test('what waits for the officer comes first, and nothing runs over the edge', async () => {
    const page = await site.open('/viec', viewport);
    await page.getByRole('link', { name: 'Việc cấp trên giao (2 chờ xử lý)' }).click();
    await page.getByRole('heading', { level: 1, name: 'Việc cấp trên giao' }).waitFor();
    await page.getByRole('heading', { level: 3 }).first().waitFor();
    const groups = await page.locator('.above-group').evaluateAll((all) => all.map((one) => one.ariaLabel));
    expect(groups).toEqual(['Cấp trên trả lại báo cáo', 'Chưa giao tiếp', 'Đã giao tiếp']);
    await page.getByText('Thiếu số liệu tháng 10').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await takeScreenshot(page, `viec-cap-tren-giao-${where}`);
  });

  test('it is handed on to an own agency, with the date of the province until another is chosen', async () => {
    const page = await site.open('/viec-cap-tren-giao', viewport);
    await page.getByRole('button', { name: /^Giao tiếp: Rà soát/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Giao việc' }).click();
    await dialog.getByText('Chọn ít nhất một cơ quan chủ trì.').waitFor();
    await dialog.getByLabel('Cơ quan chủ trì').fill('tư pháp');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Thời hạn cho cơ quan mình').fill('31/12/2026');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Giao việc' }).click();
    await dialog.getByRole('button', { name: 'Vẫn giao' }).click();
    await page.getByText('Đã giao tiếp việc cho cơ quan mình.').waitFor();
    const sent = site.api.posts.at(-1)?.body;
    expect(sent).toMatchObject({ due: '2026-12-31', later: true, coordinators: [] });
    expect((sent as { leads: string[] }).leads.length).toBe(1);
  });

  test('the report goes up with the words and files of the agency, and what the officer adds', async () => {
    const page = await site.open('/viec-cap-tren-giao', viewport);
    await page.getByRole('button', { name: /^Báo cáo lên cấp trên: Thống kê/ }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Kết quả thực hiện').inputValue()).toBe('Đã rà soát 42 thủ tục');
    await dialog.getByLabel('Kết quả thực hiện').fill('Huyện đã rà soát 42 thủ tục');
    await dialog.getByLabel('Đường dẫn đến văn bản').fill('tuky.gov.vn/van-ban/12');
    await dialog.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Đã gửi báo cáo lên cấp trên.').waitFor();
    expect(site.api.posts.at(-1)?.body).toEqual({
      note: 'Huyện đã rà soát 42 thủ tục',
      documentNumber: '12/BC-TP',
      evidenceUrl: 'https://tuky.gov.vn/van-ban/12',
      files: ['tep-1'],
    });
  });
});

test('who may only look is offered no press', async () => {
  site.api.world.role = 'auditor';
  const page = await site.open('/viec-cap-tren-giao', phone);
  await page.getByRole('heading', { level: 3 }).first().waitFor();
  expect(await page.getByRole('button', { name: /Giao tiếp|Báo cáo lên/ }).count()).toBe(0);
});
