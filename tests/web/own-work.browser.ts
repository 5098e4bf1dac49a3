// The day of a clerk and of a head of a lead agency: what is due, acknowledged in a press, reported with photos and scans.
import { beforeEach, describe, expect, test } from 'vitest';
import { aPdf, aPhoto } from '../support/evidence-files.ts';
import { desk, phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const site = useSite();

beforeEach(() => {
  const { world } = site.api;
  const open = (id: string) =>
    world.assignments.filter(({ agencyId, status }) => agencyId === id && status === 'assigned').length;
  world.role = 'lead-clerk';
  world.clerk = [...world.agencies].sort((a, b) => open(b.id) - open(a.id))[0] ?? null;
});

const photo = { name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: aPhoto() };
const scan = { name: 'Kế hoạch 125.pdf', mimeType: 'application/pdf', buffer: aPdf() };

describe.each([
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', phone],
] as const)('%s', (where, viewport) => {
  test('who signs in for a lead agency begins with their own work, most urgent first', async () => {
    const page = await site.open('/dang-nhap', viewport);
    await page.getByLabel('Thư điện tử hoặc tên đăng nhập').fill('minh');
    await page.getByLabel('Mật khẩu').fill('don-doc-dung-thu');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL('**/viec-cua-toi');
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    const groups = await page.locator('.own-work-group').evaluateAll((all) => all.map((one) => one.ariaLabel));
    const order = [
      'Quá hạn',
      'Báo cáo bị trả lại',
      'Đến hạn hôm nay',
      'Trong tuần này',
      'Chờ tiếp nhận',
      'Sắp tới',
      'Đã báo cáo, chờ xác nhận',
    ];
    expect(groups.length).toBeGreaterThan(0);
    expect(groups).toEqual(order.filter((words) => groups.includes(words)));
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await takeScreenshot(page, `viec-cua-toi-${where}`);
  });

  test('work is acknowledged in one press and reported with a photo and a scan', async () => {
    const page = await site.open('/viec-cua-toi', viewport);
    const card = page
      .locator('.own-work-card')
      .filter({ has: page.getByRole('button', { name: 'Đã nhận việc' }) })
      .first();
    const title = await card.getByRole('heading').innerText();
    const mine = page.locator('.own-work-card').filter({ hasText: title }).first();
    await card.getByRole('button', { name: 'Đã nhận việc' }).click();
    await expect.poll(() => site.api.posts.at(-1)?.body).toEqual({ command: 'acknowledge' });
    await mine.getByRole('button', { name: 'Báo cáo kết quả' }).click();
    await mine.getByLabel('Kết quả thực hiện').fill('Đã ban hành kế hoạch');
    await mine.getByLabel('Chọn tệp').setInputFiles([photo, scan]);
    await mine.getByText('Đã tải lên', { exact: false }).nth(1).waitFor();
    expect(await mine.getByLabel('Chụp ảnh').getAttribute('capture')).toBe('environment');
    await takeScreenshot(page, `bao-cao-${where}`);
    await mine.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await expect
      .poll(() => site.api.posts.at(-1)?.body)
      .toEqual({
        command: 'report',
        note: 'Đã ban hành kế hoạch',
        files: ['tep-1', 'tep-2'],
      });
    const waiting = page.getByRole('region', { name: 'Đã báo cáo, chờ xác nhận' });
    await waiting.getByRole('heading', { name: title }).first().waitFor();
  });

  test('a file that is refused says why, and goes or is tried again before the report leaves', async () => {
    const page = await site.open('/viec-cua-toi', viewport);
    const card = page.locator('.own-work-card').first();
    await card.getByRole('button', { name: 'Báo cáo kết quả' }).click();
    await card.getByLabel('Kết quả thực hiện').fill('Xong');
    await card.getByLabel('Chọn tệp').setInputFiles([{ ...scan, name: 'hong.pdf' }]);
    await card.getByText('Tệp bị hỏng hoặc tải chưa hết').waitFor();
    const before = site.api.posts.length;
    await card.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await card.getByText('Có tệp chưa tải được').waitFor();
    expect(site.api.posts.length).toBe(before);
    await takeScreenshot(page, `tep-hong-${where}`);
    await card.getByRole('button', { name: 'Bỏ tệp hong.pdf' }).click();
    await card.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await expect.poll(() => site.api.posts.at(-1)?.body).toEqual({ command: 'report', note: 'Xong' });
  });
});

test('a letter’s link takes files too, without an account', async () => {
  const page = await site.open('/l/bao-cao', phone);
  await page.getByLabel('Kết quả thực hiện').fill('Xong');
  await page.getByLabel('Chọn tệp').setInputFiles([photo]);
  await page.getByText('Đã tải lên', { exact: false }).waitFor();
  await takeScreenshot(page, 'duong-dan-co-tep');
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
  await page.getByText('Đã gửi báo cáo').waitFor();
  expect(site.api.posts.at(-1)).toMatchObject({ operation: 'useLink', body: { files: ['tep-1'] } });
});

test('for somebody who is signed in the same link opens the full page, and nothing is done by that', async () => {
  site.api.world.signedIn = true;
  await site.page.setViewportSize(desk);
  await site.page.goto(`${site.api.url}/l/bao-cao`);
  await site.page.waitForURL('**/viec/*');
  expect(site.api.posts).toEqual([]);
});

test('who has no open work is told so', async () => {
  site.api.world.clerk = { id: 'khong-co-viec', name: 'Phòng Y tế' };
  const page = await site.open('/viec-cua-toi', phone);
  await page.getByText('Không còn việc nào đang mở.').waitFor();
});
