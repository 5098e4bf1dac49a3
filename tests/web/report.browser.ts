import { describe, expect, test } from 'vitest';
import { useSite } from './site.ts';

describe('the overdue audit', () => {
  const site = useSite();

  test('the data date of the address is the data date of the report', async () => {
    const page = await site.open('/bao-cao?dataDate=2026-06-30');
    await page.getByText('Dữ liệu tính đến ngày 30/06/2026').waitFor();
    expect(site.requests).toContain('/api/reports/overdue?dataDate=2026-06-30');
  });

  test('paper gets letterhead, tables and signature and no buttons', async () => {
    const page = await site.open('/bao-cao');
    await page.emulateMedia({ media: 'print' });
    for (const words of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'BÁO CÁO', 'Nơi nhận:']) {
      expect(await page.getByText(words, { exact: true }).first().isVisible()).toBe(true);
    }
    expect(await page.getByText(/^Mã kiểm chứng nhật ký: [0-9a-f]{64}, 1234 sự kiện$/).isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'In báo cáo' }).isVisible()).toBe(false);
    expect(await page.locator('nav').first().isVisible()).toBe(false);
  });

  test('a narrow window still prints tables, not the blocks of a phone', async () => {
    const page = await site.open('/bao-cao', { width: 620, height: 900 });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.late-table thead').first().isVisible()).toBe(true);
  });

  test('a number leads to the assignments that it counts', async () => {
    const page = await site.open('/bao-cao');
    const cell = page.locator('.count-late a').first();
    const count = await cell.innerText();
    await cell.click();
    await page.getByText(`${count} việc theo bộ lọc`).waitFor();
  });
});
