import { describe, expect, test } from 'vitest';
import { phone, useSite } from './site.ts';

describe('the list of assignments', () => {
  const site = useSite();

  test('a filtered view can be passed on as its address', async () => {
    const page = await site.open('/viec?dueState=open-overdue&q=ke%20hoach');
    const expected = site.api.world.assignments.filter(
      (row) => row.dueState === 'open-overdue' && /kế hoạch/i.test(row.title),
    );
    await page.getByText(`${expected.length} việc theo bộ lọc`).waitFor();
    expect(await page.getByLabel('Tìm theo nội dung công việc').inputValue()).toBe('ke hoach');
  });

  test('typing searches by itself and stays in the address', async () => {
    const page = await site.open('/viec');
    await page.getByLabel('Tìm theo nội dung công việc').fill('tuyên truyền');
    await page.waitForURL(/q=tuy/);
    await page.getByText('việc theo bộ lọc').waitFor();
    await page.reload();
    expect(await page.getByLabel('Tìm theo nội dung công việc').inputValue()).toBe('tuyên truyền');
  });

  test('choosing an agency filters the list', async () => {
    const page = await site.open('/viec');
    await page.getByRole('combobox', { name: 'Cơ quan chủ trì' }).click();
    await page.getByTitle('Phòng Tư pháp').click();
    await page.waitForURL(/agency=/);
    const count = site.api.world.assignments.filter((row) => row.agencyName === 'Phòng Tư pháp').length;
    await page.getByText(`${count} việc theo bộ lọc`).waitFor();
  });

  test('nothing found offers to clear the filter', async () => {
    const page = await site.open('/viec?q=khong-co-viec-nay');
    await page.locator('.empty-notice').getByRole('button', { name: 'Xóa bộ lọc' }).click();
    await page.locator('.assignment-table tbody tr').first().waitFor();
  });

  test('a phone shows cards, each leading to its assignment', async () => {
    const page = await site.open('/viec', phone);
    expect(await page.locator('table').count()).toBe(0);
    await page.locator('.assignment-cards a').first().click();
    await page.getByRole('heading', { name: 'Thời hạn', exact: true }).waitFor();
  });
});
