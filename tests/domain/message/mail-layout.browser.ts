// The HTML of every kind of mail, measured in a real browser at the width of a phone and of a desktop, light and dark.
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageInput } from '#contracts/message.ts';
import { composeMessage } from '#domain/message/compose-message.ts';
import { takeScreenshot } from '../../web/take-screenshot.ts';
import { CASES, item } from './message-cases.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  });
  page = await browser.newPage();
});
afterAll(() => browser.close());

const base = CASES['nhac-truoc-7'] as MessageInput;
const unbroken = 'Quyết_định_số_1234/QĐ-UBND-ban-hành-danh-mục-https://dichvucong.example.vn/'.repeat(4);
const cases: [string, MessageInput][] = [
  ...Object.entries(CASES),
  [
    '120 việc',
    {
      ...base,
      allWork: `https://dondoc.example.vn/l/${'x'.repeat(120)}/viec-cua-toi`,
      items: Array.from({ length: 120 }, (_, n) =>
        item({ rung: n % 3 === 0 ? 'before-7' : 'overdue-2', assignmentId: `n${n}`, daysLate: n % 3 === 0 ? 0 : n }),
      ),
    },
  ],
  [
    'chữ dài không có dấu cách',
    { ...base, items: [item({ rung: 'due', assignmentId: 'x', title: unbroken, product: unbroken })] },
  ],
];

test.each(cases)(
  '%s fits a phone without scrolling sideways, and its buttons can be pressed with a thumb',
  async (name, input) => {
    await page.setViewportSize({ width: 390, height: 700 });
    await page.setContent(composeMessage(input).html);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const buttons = await page.evaluate(() =>
      [...document.querySelectorAll('.bt a')].map((one) => one.getBoundingClientRect().toJSON()),
    );
    if (name === '120 việc') await takeScreenshot(page, 'thu-120-viec');
    for (const { width, height } of buttons) {
      expect(height).toBeGreaterThanOrEqual(44);
      expect(width).toBeGreaterThanOrEqual(300);
    }
  },
);

test.each(['light', 'dark'] as const)('every word has enough contrast to be read, %s', async (colorScheme) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await page.emulateMedia({ colorScheme });
  for (const [name, input] of cases) {
    await page.setContent(composeMessage(input).html);
    expect(await page.evaluate(poorContrast), name).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
});

/** Runs in the page: texts whose contrast to the ground behind them is under the 4.5:1 of WCAG AA. */
function poorContrast(): string[] {
  const rgb = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = rgb(colour).map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element: Element | null): string => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgb(colour)[3] !== 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const poor: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (element === null || words === '' || element.offsetHeight === 0 || element.closest('[style*="display:none"]'))
      continue;
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x) as [
      number,
      number,
    ];
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${words.slice(0, 40)} ${ratio.toFixed(2)}`);
  }
  return poor;
}
