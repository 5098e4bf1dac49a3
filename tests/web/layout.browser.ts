import { describe, expect, test } from 'vitest';
import { DRAFT_ID } from './mock-world.ts';
import { desk, phone, useSite } from './site.ts';

const pages = [
  '/',
  '/viec',
  '/viec?dueState=open-overdue&sort=daysLate',
  '/viec/a-4-1',
  '/viec/a-2-4?lam=report',
  '/ke-hoach',
  `/ke-hoach/${DRAFT_ID}?loc=can-xem`,
  '/bao-cao',
  '/kenh-gui',
  '/tai-khoan',
  '/nguoi-dung',
  '/dang-nhap',
  '/quen-mat-khau',
  '/dat-mat-khau#x',
  '/l/nhan-viec',
  '/l/bao-cao',
  '/l/da-dung',
  '/dev/mailbox',
  '/dev/mailbox?thu=3',
  '/khong-co-trang-nay',
];

describe('every page', () => {
  const site = useSite();

  test.each(pages)('%s fits a phone and a desk without scrolling sideways', async (path) => {
    const page = await site.open(path, { width: 360, height: 740 });
    for (const viewport of [{ width: 360, height: 740 }, phone, desk]) {
      await page.setViewportSize(viewport);
      await page.waitForTimeout(100);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(viewport.width);
    }
  });

  test.each(pages)('%s has one main heading and names every field and button', async (path) => {
    const page = await site.open(path);
    // The link page speaks of one work only: its heading is the work itself.
    if (!path.startsWith('/l/')) expect(await page.locator('h1').count()).toBe(1);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], input:not([type=file]), textarea, iframe')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((element) => {
          const labels = (element as HTMLInputElement).labels?.length ?? 0;
          const given = element.getAttribute('aria-label') ?? element.getAttribute('aria-labelledby') ?? element.title;
          const inner = element.querySelector('[aria-label]');
          return labels === 0 && !given && !inner && !element.textContent?.trim();
        })
        .map((element) => element.outerHTML.slice(0, 160)),
    );
    expect(nameless).toEqual([]);
  });

  test('the keyboard reaches the content first through the skip link', async () => {
    const page = await site.open('/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Đến nội dung chính');
  });

  test('the numbers of a slow server take the place of their skeleton without pushing it', async () => {
    const release = site.api.hold(['getMe', 'getMeta']);
    await site.page.goto(`${site.api.url}/`, { waitUntil: 'domcontentloaded' });
    const card = site.page.locator('.four-counts li').first();
    await card.waitFor();
    const before = await card.boundingBox();
    expect(await site.page.locator('.count-number').count()).toBe(0);
    release();
    await site.page.locator('.count-number').first().waitFor();
    const after = await card.boundingBox();
    expect(after).toEqual(before);
  });
});
