import { describe, expect, test } from 'vitest';
import { ADD_YEARS, missingYearsWords } from '#domain/calendar/missing-years.ts';
import { phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

describe('the overview', () => {
  const site = useSite();

  test.each([
    ['done-on-time', 'doneOnTime'],
    ['done-late', 'doneLate'],
    ['open-in-time', 'openInTime'],
    ['open-overdue', 'openOverdue'],
  ])('the count of %s leads to a list of exactly that many assignments', async (dueState) => {
    const page = await site.open('/');
    const card = page.locator(`a[href="/viec?dueState=${dueState}"]`);
    const count = Number(await card.locator('.count-number').innerText());
    expect(count).toBe(site.api.world.assignments.filter((row) => row.dueState === dueState).length);
    await card.click();
    await page.waitForURL(`**/viec?dueState=${dueState}`);
    await page.getByText(`${count} việc theo bộ lọc`).waitFor();
  });

  test('work without a date is counted apart and never among the four', async () => {
    const page = await site.open('/');
    const undated = site.api.world.assignments.filter((row) => row.dueState === 'undated').length;
    await page.getByRole('link', { name: `${undated} việc không có thời hạn cụ thể` }).click();
    await page.getByText(`${undated} việc theo bộ lọc`).waitFor();
  });

  test('an agency that is late leads to its own overdue work, the latest first', async () => {
    const page = await site.open('/');
    await page.locator('.agency-bars a').first().click();
    await page.waitForURL(/agency=.*dueState=open-overdue&sort=daysLate/);
    await page.locator('.assignment-table tbody tr').first().waitFor();
    const late = await page.locator('.due-late').allInnerTexts();
    const days = late.map((words) => Number(/\d+/.exec(words)?.[0]));
    expect(days.length).toBeGreaterThan(0);
    expect(days).toEqual([...days].sort((a, b) => b - a));
  });

  test('a server that fails is named with its reason, and the retry brings the numbers back', async () => {
    site.api.break('getOverview', { status: 503, title: 'Chưa đọc được dữ liệu', detail: 'Thử lại sau ít phút.' });
    const page = await site.open('/');
    await page.getByText('Chưa đọc được dữ liệu').waitFor();
    await page.getByText('Thử lại sau ít phút.').waitFor();
    site.api.heal();
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.locator('.count-number').first().waitFor();
    expect(await page.getByText('Chưa đọc được dữ liệu').count()).toBe(0);
  });

  test('the sample says that it is one', async () => {
    const page = await site.open('/');
    await page.getByText('DỮ LIỆU MẪU').waitFor();
  });

  test('what an officer has dealt with is ticked off: that one matter, with a word that it worked', async () => {
    const page = await site.open('/', phone);
    const items = page.locator('.needs-list li');
    const before = await items.count();
    const first = items.filter({ hasText: 'đề nghị không gửi thư tổng hợp' });
    await first.getByRole('button', { name: 'Đã xử lý' }).click();
    await page.getByText('Đã đưa ra khỏi danh sách.').waitFor();
    await first.waitFor({ state: 'detached' });
    expect(await items.count()).toBe(before - 1);
    expect(site.api.posts).toEqual([{ operation: 'resolveMatter', body: { id: 'digest-stop/an' } }]);
  });

  test('a slip is taken back in one press, and the matter stands there again', async () => {
    const page = await site.open('/', phone);
    const first = page.locator('.needs-list li').filter({ hasText: 'đề nghị không gửi thư tổng hợp' });
    await first.getByRole('button', { name: 'Đã xử lý' }).click();
    await first.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Đã đưa lại vào danh sách.').waitFor();
    await first.waitFor();
    expect(site.api.posts.at(-1)).toEqual({ operation: 'reopenMatter', body: { id: 'digest-stop/an' } });
  });

  test('a long list of matters opens whole', async () => {
    const matter = (number: number) => ({
      id: `reply/${number}`,
      what: `Thư trả lời ${number} cần người đọc`,
      where: 'Hộp thư',
      href: null,
    });
    site.api.world.channels.matters.push(...Array.from({ length: 12 }, (_, number) => matter(number)));
    const page = await site.open('/');
    const items = page.locator('.needs-list li');
    await items.first().waitFor();
    const shown = await items.count();
    await page.getByRole('button', { name: /Xem \d+ nội dung khác/ }).click();
    expect(shown).toBe(8);
    expect(await items.count()).toBeGreaterThan(12);
  });

  test('what only the plan or the roster can mend has no button', async () => {
    const page = await site.open('/');
    const mended = page.locator('.needs-list li', { hasText: 'chưa xác định được thời hạn' });
    expect([await mended.count(), await mended.getByRole('button').count()]).toEqual([1, 0]);
  });

  test.each([
    ['at a desk', undefined],
    ['on a phone', phone],
  ])('years without a calendar are one line that says what follows and what to do, %s', async (_, viewport) => {
    const words = `${missingYearsWords([2028, 2029])} ${ADD_YEARS}`;
    site.api.world.channels.lines.push({ what: words, where: 'Lịch làm việc', href: null });
    const page = await site.open('/', viewport);
    const line = page.locator('.needs-list li', { hasText: 'Lịch làm việc chưa có năm 2028, 2029' });
    await line.getByText('dondoc calendar import TỆP --installation').waitFor();
    // Only who knows the notice can mend it: there is nothing to tick off, and nothing is cut off.
    expect([await line.count(), await line.getByRole('button').count(), await line.getByRole('link').count()]).toEqual([
      1, 0, 0,
    ]);
    expect(await line.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await takeScreenshot(page, 'overview-years');
  });

  test('a matter that could not be ticked off stays, with the reason', async () => {
    site.api.break('resolveMatter', { status: 503, title: 'Máy chủ đang bận', detail: 'Thử lại sau.' });
    const page = await site.open('/');
    await page
      .getByRole('button', { name: /^Đã xử lý/ })
      .first()
      .click();
    await page.getByText('Máy chủ đang bận. Thử lại sau.').waitFor();
    expect(await page.getByText('đề nghị không gửi thư tổng hợp').count()).toBe(1);
  });
});
