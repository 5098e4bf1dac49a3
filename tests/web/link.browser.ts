import type { Request } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

describe('the page behind a mail button', () => {
  const site = useSite();

  test('opening it again and again changes nothing', async () => {
    for (let visit = 0; visit < 3; visit++) await site.open('/l/nhan-viec', phone);
    await site.open('/l/bao-cao', phone);
    expect(site.api.posts).toEqual([]);
  });

  test('one press acknowledges once, even a nervous double press, and says what comes next', async () => {
    site.api.delayMs = 150;
    const page = await site.open('/l/nhan-viec', phone);
    await page.getByRole('button', { name: 'Đã nhận việc' }).dblclick();
    await page.getByRole('heading', { name: 'Đã ghi nhận' }).waitFor();
    await page.getByText('Hệ thống sẽ nhắc lại trước thời hạn.').waitFor();
    expect(site.api.posts).toEqual([{ operation: 'useLink', body: { command: 'acknowledge' } }]);
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test('the button is on the first screen of a phone and big enough for a thumb', async () => {
    const page = await site.open('/l/nhan-viec', phone);
    const box = await page.getByRole('button', { name: 'Đã nhận việc' }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(48);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.height);
  });

  test('a report without a result is refused before anything is sent', async () => {
    const page = await site.open('/l/bao-cao', phone);
    await page.getByLabel('Kết quả thực hiện').fill('   ');
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Ghi kết quả thực hiện trước khi gửi.').waitFor();
    expect(site.api.posts).toEqual([]);
  });

  test('a report is sent whole, with an address made complete', async () => {
    const page = await site.open('/l/bao-cao', phone);
    await page.getByLabel('Kết quả thực hiện').fill('Đã ban hành kế hoạch.');
    await page.getByLabel('Số, ký hiệu văn bản').fill('125/KH-UBND');
    await page.getByLabel('Đường dẫn đến văn bản').fill('tuky.gov.vn/van-ban/125');
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByRole('heading', { name: 'Đã gửi báo cáo' }).waitFor();
    expect(site.api.posts).toEqual([
      {
        operation: 'useLink',
        body: {
          command: 'report',
          note: 'Đã ban hành kế hoạch.',
          documentNumber: '125/KH-UBND',
          evidenceUrl: 'https://tuky.gov.vn/van-ban/125',
        },
      },
    ]);
  });

  test('a refusal keeps what was typed and lets it be sent again', async () => {
    const page = await site.open('/l/bao-cao', phone);
    site.api.break('useLink', { status: 503, title: 'Máy chủ đang bận', detail: 'Thử lại sau.' });
    await page.getByLabel('Kết quả thực hiện').fill('Đã xong.');
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Máy chủ đang bận').waitFor();
    expect(await page.getByLabel('Kết quả thực hiện').inputValue()).toBe('Đã xong.');
    site.api.heal();
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByRole('heading', { name: 'Đã gửi báo cáo' }).waitFor();
  });

  test('why the last report was returned stands above the new one', async () => {
    const page = await site.open('/l/tra-lai', phone);
    await page.getByText('Chưa gửi kèm văn bản đã ký.').waitFor();
  });

  test.each([
    ['da-dung', 'Việc này đã được tiếp nhận', 'không cần bấm lại'],
    ['het-han', 'Đường dẫn đã hết hiệu lực', 'mở thư nhắc mới nhất'],
    ['da-chuyen', 'Đường dẫn không còn dành cho người nhận thư này', 'cập nhật danh bạ'],
    ['khong-co-that', 'Đường dẫn không dùng được', 'mở thư nhắc mới nhất'],
  ])('a link that is %s says so and what to do, without a button', async (token, title, todo) => {
    const page = await site.open(`/l/${token}`, phone);
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByText(todo).first().waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await takeScreenshot(page, `link-${token}`);
  });

  test('a press that was never answered is sent again as the same request, one after an answer as a new one', async () => {
    const page = await site.open('/l/bao-cao', phone);
    const send = async () => {
      await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
      await page.getByRole('alert').waitFor();
    };
    await page.getByLabel('Kết quả thực hiện').fill('Đã xong.');
    site.api.break('useLink', { status: 503 });
    for (let press = 0; press < 2; press++) await send();
    site.api.break('useLink', { status: 409, title: 'Chưa được' });
    for (let press = 0; press < 2; press++) await send();
    await page.waitForTimeout(100);
    const [first, second, third, fourth] = site.api.sent.map(({ key }) => key);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
  });

  test('a phone is not made to load the office pages: at most 150 KB come over the line', async () => {
    const finished: Request[] = [];
    site.page.on('requestfinished', (request) => finished.push(request));
    await site.open('/l/bao-cao', phone);
    await site.page.waitForLoadState('networkidle');
    const sizes = await Promise.all(finished.map((request) => request.sizes()));
    const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
    expect(site.requests.filter((path) => path.includes('/assets/antd'))).toEqual([]);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(150_000);
  });

  test('all open work of its reader is a list for a thumb: counted, in pages, each row with its own links', async () => {
    const page = await site.open('/l/tat-ca/viec-cua-toi', phone);
    await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
    await page.getByText(/^\d+ việc đang mở, \d+ việc quá hạn\.$/).waitFor();
    expect(await page.getByRole('listitem').count()).toBe(20);
    const first = page.getByRole('listitem').first();
    await first.getByText(/quá hạn \d+ ngày/).waitFor();
    expect(await first.getByRole('link', { name: 'Báo cáo' }).getAttribute('href')).toBe('/l/bao-cao');
    for (const link of await page.getByRole('link').all())
      expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    await takeScreenshot(page, 'link-viec-cua-toi');
    await page.getByRole('link', { name: 'Trang sau' }).click();
    await page.getByText(/^Trang 2\/\d+$/).waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    expect(site.requests.filter((path) => path.includes('/assets/antd'))).toEqual([]);
    expect(site.api.posts).toEqual([]);
  });

  test('the list of somebody who left the roster shows nothing and says what to do', async () => {
    const page = await site.open('/l/da-chuyen/viec-cua-toi', phone);
    await page.getByText('cập nhật danh bạ').first().waitFor();
    expect(await page.getByRole('listitem').count()).toBe(0);
  });
});
