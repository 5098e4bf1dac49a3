// The main day of each role, on a started product with its sample: what they begin with, what they do, and what they are not offered.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SAMPLE_PASSWORD } from '#local/sample/accounts.ts';
import { aPdf, aPhoto } from '../support/evidence-files.ts';
import { ownProduct } from '../support/own-product.ts';
import { listenToConsole, seriousFindings } from '../support/page-findings.ts';
import { eventually } from '../support/running-engine.ts';
import { devMessages } from '../support/started-stack.ts';
import { takeScreenshot } from '../web/take-screenshot.ts';

const product = ownProduct();

const WIDTHS = [
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
] as const;

describe.each(WIDTHS)('%s', (where, viewport) => {
  /** Signs in as one of the sample's people, lives their day, and ends with nothing to complain of. */
  async function dayOf(username: string, day: (page: Page, looked: (at: string) => Promise<void>) => Promise<void>) {
    const context = await product.browser.newContext({
      viewport,
      locale: 'vi-VN',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints = listenToConsole(page);
    const found: string[] = [];
    const looked = async (at: string) => {
      found.push(...(await seriousFindings(page, `${username}, ${at}`)));
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (tooWide) found.push(`${username}, ${at}: wider than the screen`);
      await takeScreenshot(page, `ngay-${username}-${at}-${viewport.width}`);
    };
    await page.goto(`${product.folder.url}/dang-nhap`);
    await page.getByLabel('Thư điện tử hoặc tên đăng nhập').fill(username);
    await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('button', { name: /^Tài khoản/ }).waitFor();
    await day(page, looked);
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }

  const navOf = (page: Page) => page.getByRole('navigation', { name: 'Trang chính' }).getByRole('link');
  const navigation = (page: Page) =>
    navOf(page).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

  test('a clerk takes work up and reports it with a photo and a scan', () =>
    dayOf('chuyen-vien', async (page, looked) => {
      await page.waitForURL('**/viec-cua-toi');
      const card = page
        .locator('.own-work-card')
        .filter({ has: page.getByRole('button', { name: 'Báo cáo kết quả' }) });
      const title = await card.first().getByRole('heading').innerText();
      const mine = page.locator('.own-work-card').filter({ hasText: title }).first();
      const takeUp = mine.getByRole('button', { name: 'Đã nhận việc' });
      if ((await takeUp.count()) > 0) {
        await takeUp.click();
        await mine.getByText('Đang thực hiện').waitFor();
      }
      if (where === 'on a phone') await mine.getByText('Thiếu bảng kê có chữ ký').waitFor();
      await looked('viec-cua-toi');
      await mine.getByRole('button', { name: 'Báo cáo kết quả' }).click();
      await mine.getByLabel('Kết quả thực hiện').fill(`Đã phát ${viewport.width} tin, bài.`);
      await mine.getByLabel('Chọn tệp').setInputFiles([
        { name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: aPhoto(where) },
        { name: 'Bảng kê.pdf', mimeType: 'application/pdf', buffer: aPdf(where) },
      ]);
      await mine.getByText('Đã tải lên', { exact: false }).nth(1).waitFor();
      await looked('bao-cao');
      await mine.getByRole('button', { name: 'Gửi báo cáo' }).click();
      const waiting = page.getByRole('region', { name: 'Đã báo cáo, chờ xác nhận' });
      await waiting.getByRole('heading', { name: title }).first().waitFor();
      // What is only for the standing agency is neither offered nor there.
      expect(await navigation(page)).not.toContain('/ke-hoach');
      expect((await page.request.get(`${product.folder.url}/api/plans`)).status()).toBe(403);
    }));

  test('the officer sees what waits, opens the clerk’s photo, and answers', () =>
    dayOf('can-bo', async (page, looked) => {
      await page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
      await looked('tong-quan');
      await page.goto(`${product.folder.url}/viec?status=reported`);
      await page.getByText(/việc theo bộ lọc/).waitFor();
      await looked('viec');
      const reported = await (await page.request.get(`${product.folder.url}/api/assignments?status=reported`)).json();
      const theirs = reported.items.find(({ agencyId }: { agencyId: string }) => agencyId === 'dai-phat-thanh');
      await page.goto(`${product.folder.url}/viec/${theirs.id}`);
      const file = page.getByRole('link', { name: /IMG_2041\.jpg/ }).first();
      const loading = page.waitForEvent('download');
      await file.click();
      expect((await loading).suggestedFilename()).toBe('IMG_2041.jpg');
      await looked('mot-viec');
      // At the desk it goes back: on the phone the clerk finds it returned, and reports once more.
      if (where === 'at a desk') {
        await page.locator('.action-bar').getByRole('button', { name: 'Trả lại', exact: true }).click();
        await page.getByRole('dialog').getByLabel('Lý do trả lại').fill('Thiếu bảng kê có chữ ký');
        await page.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
        await page.getByText('Đã trả lại báo cáo').first().waitFor();
        return;
      }
      await page.locator('.action-bar').getByRole('button', { name: 'Xác nhận hoàn thành' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận hoàn thành' }).click();
      await page.getByText('Việc đã hoàn thành, không cần thao tác gì thêm.').waitFor();
    }));

  test('the head of a lead agency sees all work of the agency, and what was said of it', () =>
    dayOf('lanh-dao-phong', async (page, looked) => {
      await page.waitForURL('**/viec-cua-toi');
      const card = page.locator('.own-work-card').first();
      await looked('viec-cua-toi');
      await card.getByRole('heading').getByRole('link').click();
      await page.waitForURL('**/viec/*');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await looked('mot-viec');
      await navOf(page).filter({ hasText: 'Tổng quan' }).click();
      await page.locator('.count-number').first().waitFor();
      await looked('tong-quan');
      expect(await page.getByRole('button', { name: 'Xác nhận hoàn thành' }).count()).toBe(0);
    }));

  test('who leads a field sees that field alone', () =>
    dayOf('linh-vuc', async (page, looked) => {
      // By the roster they are a clerk of their own agency besides.
      await page.waitForURL('**/viec-cua-toi');
      await navOf(page).filter({ hasText: 'Tổng quan' }).click();
      await page.locator('.count-number').first().waitFor();
      await looked('tong-quan');
      await navOf(page).filter({ hasText: 'Việc' }).last().click();
      await page
        .getByText(/việc theo bộ lọc|^\d+ việc/)
        .first()
        .waitFor();
      await looked('viec');
      const seen = await (await page.request.get(`${product.folder.url}/api/assignments?limit=200`)).json();
      const all = await (await fetch(`${product.folder.url}/api/assignments?limit=200`)).json();
      expect(seen.total ?? seen.items.length).toBeLessThan(all.total ?? all.items.length);
      expect(await navigation(page)).not.toContain('/danh-ba');
    }));

  test('leadership looks at what is overdue and takes the report away as a Word file', () =>
    dayOf('lanh-dao', async (page, looked) => {
      await page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
      await looked('tong-quan');
      await navOf(page).filter({ hasText: 'Báo cáo' }).click();
      await page.getByText(/Mã kiểm chứng nhật ký/).waitFor();
      await looked('bao-cao-qua-han');
      const loading = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Tải Word' }).click();
      expect((await loading).suggestedFilename()).toMatch(/\.docx$/);
    }));

  test('the auditor reads the log, checks that it is whole, and takes it away', () =>
    dayOf('kiem-tra', async (page, looked) => {
      await page.goto(`${product.folder.url}/nhat-ky`);
      await page
        .getByRole('button', { name: /^Chi tiết: sự kiện/ })
        .first()
        .waitFor();
      await looked('nhat-ky');
      await page.getByRole('button', { name: 'Kiểm tra sổ' }).click();
      await page.getByText('Sổ nguyên vẹn').waitFor({ timeout: 60_000 });
      const loading = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Tải toàn bộ nhật ký' }).click();
      await loading;
      for (const path of ['/ke-hoach', '/danh-ba', '/thang', '/lich', '/kenh-gui']) {
        await page.goto(`${product.folder.url}${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await looked(path.slice(1));
      }
    }));

  test('the administrator invites somebody, who gets a letter, and sees who is signed in', () =>
    dayOf('quan-tri', async (page, looked) => {
      const address = `moi-${viewport.width}@tu-ky.example`;
      await page.goto(`${product.folder.url}/nguoi-dung`);
      await page.getByRole('button', { name: 'Mời người dùng' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Họ và tên').fill('Lê Văn Năm');
      await dialog.getByLabel('Thư điện tử').fill(address);
      await dialog.getByLabel('Vai trò').click();
      await page.getByTitle('Lãnh đạo, văn phòng').click();
      await looked('moi');
      await dialog.getByRole('button', { name: 'Gửi lời mời' }).click();
      await page.getByText(`Đã gửi lời mời tới ${address}.`).waitFor();
      await eventually(
        'the invitation is in the mailbox',
        async () =>
          (await devMessages(product.folder)).some(({ to, subject }) => to.includes(address) && /^Mời/.test(subject)),
        30_000,
      );
      await looked('nguoi-dung');
      await page.goto(`${product.folder.url}/quan-tri`);
      await page
        .getByRole('button', { name: /^Kết thúc phiên của/ })
        .first()
        .waitFor();
      await looked('quan-tri');
    }));
});
