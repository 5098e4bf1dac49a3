import { describe, expect, test } from 'vitest';
import { phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

describe('one assignment', () => {
  const site = useSite();
  const first = (status: string) =>
    site.api.world.assignments.find((row) => row.status === status && row.due !== null)!;

  test('only what is allowed now can be pressed', async () => {
    const page = await site.open(`/viec/${first('reported').id}`);
    const buttons = await page.locator('.action-bar button').allInnerTexts();
    expect(buttons).toEqual(['Xác nhận hoàn thành', 'Trả lại', 'Báo cáo chưa có kết quả', 'Thu hồi']);
  });

  test('a report without a result is refused before anything is sent', async () => {
    const page = await site.open(`/viec/${first('in-progress').id}`);
    await page.getByRole('button', { name: 'Báo cáo kết quả' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Báo cáo kết quả' }).click();
    await dialog.getByText('Ghi kết quả thực hiện').waitFor();
    expect(site.api.posts).toEqual([]);
  });

  test('a report moves the work on to verification and the page shows it', async () => {
    const { id } = first('in-progress');
    const page = await site.open(`/viec/${id}`);
    await page.getByRole('button', { name: 'Báo cáo kết quả' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kết quả thực hiện').fill('Đã ban hành.');
    await dialog.getByRole('button', { name: 'Báo cáo kết quả' }).click();
    await page.getByRole('button', { name: 'Xác nhận hoàn thành' }).waitFor();
    expect(site.api.posts).toEqual([
      { operation: 'commandAssignment', body: { command: 'report', note: 'Đã ban hành.' } },
    ]);
    await page.locator('.report-list').getByText('Đã ban hành.').waitFor();
  });

  test('the direct link of the overview opens the verification with the report in view', async () => {
    const page = await site.open('/');
    await page.getByRole('button', { name: 'Xem và xác nhận' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Đã ban hành văn bản').waitFor();
    await dialog.getByRole('button', { name: 'Xác nhận hoàn thành' }).click();
    await page.getByText('Đã xác nhận hoàn thành.').waitFor();
    await page.getByText('Việc đã hoàn thành, không cần thao tác gì thêm.').waitFor();
    expect(site.api.posts.map(({ body }) => body)).toEqual([{ command: 'verify' }]);
  });

  test.each([
    ['Trả lại', 'Lý do trả lại', 'return'],
    ['Thu hồi', 'Lý do thu hồi', 'withdraw'],
  ])('%s asks for the reason and sends it', async (button, label, command) => {
    const page = await site.open(`/viec/${first('reported').id}`, phone);
    await page.locator('.action-bar').getByRole('button', { name: button }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: button }).click();
    await dialog.getByText(`Ghi ${label.toLowerCase()}.`).waitFor();
    await dialog.getByLabel(label).fill('Thiếu văn bản đã ký.');
    await dialog.getByRole('button', { name: button }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(site.api.posts.map(({ body }) => body)).toEqual([{ command, reason: 'Thiếu văn bản đã ký.' }]);
  });

  test('a refusal is shown in the dialog and nothing that was typed is lost', async () => {
    const page = await site.open(`/viec/${first('in-progress').id}`);
    site.api.break('commandAssignment', {
      status: 409,
      title: 'Không thực hiện được',
      detail: 'Việc vừa được thu hồi.',
    });
    await page.getByRole('button', { name: 'Báo cáo kết quả' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kết quả thực hiện').fill('Đã xong.');
    await dialog.getByRole('button', { name: 'Báo cáo kết quả' }).click();
    await dialog.getByText('Việc vừa được thu hồi.').waitFor();
    expect(await dialog.getByLabel('Kết quả thực hiện').inputValue()).toBe('Đã xong.');
  });

  test('a report that is none goes back in one press', async () => {
    const { id } = first('reported');
    const page = await site.open(`/viec/${id}`);
    await page.getByRole('button', { name: 'Báo cáo chưa có kết quả' }).click();
    await page.getByText('Đã trả lại báo cáo cho cơ quan chủ trì.').waitFor();
    const { status } = site.api.world.assignments.find((one) => one.id === id) ?? {};
    expect(status).toBe('in-progress');
  });

  test('reminders still to come stand apart from those that are over', async () => {
    const page = await site.open(`/viec/${first('assigned').id}`);
    await page.getByRole('heading', { name: 'Sắp gửi' }).waitFor();
    await page.getByText('Dự kiến gửi').first().waitFor();
    await page.getByText('08:00, ').first().waitFor();
  });

  test('of many reminders the next ones are shown, and all when somebody asks', async () => {
    const far = site.api.world.assignments.find(
      ({ status, due }) => status === 'assigned' && (due ?? '') > '2026-12-25',
    );
    const page = await site.open(`/viec/${far?.id}`);
    await page.getByText(/^\d+ lần nữa, .*\d người nhận, lần cuối 08:00, \d\d\/\d\d\/\d{4}\./).waitFor();
    const before = await page.locator('.reminder-list li').count();
    await page.getByRole('button', { name: 'Xem tất cả' }).click();
    await expect.poll(() => page.locator('.reminder-list li').count()).toBeGreaterThan(before);
    expect(await page.getByRole('button', { name: 'Xem tất cả' }).count()).toBe(0);
  });

  test.each([
    ['at a desk', undefined],
    ['on a phone', phone],
  ])('a reminder that reached nobody is sent again by one press, %s', async (_, viewport) => {
    const { id } = first('assigned');
    site.api.world.refused.add(id);
    const page = await site.open(`/viec/${id}`, viewport);
    const again = page.getByRole('button', { name: 'Gửi lại cho Trần Văn Minh' }).first();
    await page.getByText('550 5.1.1 User unknown').waitFor();
    await takeScreenshot(page, 'assignment-resend');
    site.api.delayMs = 300;
    await again.dblclick();
    await page.getByText('Sẽ gửi lại cho Trần Văn Minh lúc 09:01, 18/11/2026.').waitFor();
    expect(site.api.posts).toEqual([{ operation: 'resendReminder', body: null }]);
    expect(site.api.sent[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a reminder that cannot be sent again says what to do first', async () => {
    const { id } = first('assigned');
    site.api.world.refused.add(id);
    site.api.break('resendReminder', {
      status: 409,
      title: 'Thao tác không còn phù hợp',
      detail: 'Người nhận chưa có địa chỉ nào nhận được tin.',
    });
    const page = await site.open(`/viec/${id}`);
    await page.getByRole('button', { name: 'Gửi lại cho Trần Văn Minh' }).first().click();
    await page.getByText('Thao tác không còn phù hợp. Người nhận chưa có địa chỉ nào nhận được tin.').waitFor();
  });

  test('a dialog stands where it is from the moment it can be seen: a quick press meets its button', async () => {
    const page = await site.open(`/viec/${first('in-progress').id}`);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const look = () => {
        const button = document.querySelector('.ant-modal-footer .ant-btn-primary');
        const { x, y, width } = button?.getBoundingClientRect() ?? { x: 0, y: 0, width: 0 };
        if (width > 0) seen.push(`${Math.round(x)} ${Math.round(y)} ${Math.round(width)}`);
        if (seen.length < 40) requestAnimationFrame(look);
      };
      look();
    });
    await page.getByRole('button', { name: 'Báo cáo kết quả' }).click();
    await page.waitForFunction(() => (window as unknown as { seen: string[] }).seen.length === 40);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect([...new Set(seen)]).toHaveLength(1);
  });

  test('an assignment that does not exist is said so, with the way back', async () => {
    const page = await site.open('/viec/khong-co');
    await page.getByText('Không có việc này').waitFor();
    await page.getByRole('link', { name: 'Việc được giao' }).first().waitFor();
  });
});
