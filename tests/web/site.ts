// The built pages with the mock of the API behind them, fresh for every test.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { ensureWebBuilt } from '../support/built-web.ts';
import { launchChromium } from '../support/chromium.ts';
import { type MockApi, startMockApi } from './mock-api.ts';

export const desk = { width: 1280, height: 900 };
export const desk1440 = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export interface Site {
  api: MockApi;
  page: Page;
  /** Opens an address and waits until the page has its data. */
  open: (path: string, viewport?: { width: number; height: number }) => Promise<Page>;
  /** What the browser asked for, as paths. */
  requests: string[];
}

/** Registers the hooks; every test fails when its page throws, breaks the policy of the real server, or asks anybody but its own. */
export function useSite(): Site {
  let browser: Browser;
  const site = {} as Site;
  const thrown: string[] = [];
  beforeAll(async () => {
    await ensureWebBuilt();
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    thrown.length = 0;
    site.requests = [];
    site.api = await startMockApi();
    const context = await browser.newContext({ viewport: desk, locale: 'vi-VN', timezoneId: 'America/New_York' });
    site.page = await context.newPage();
    site.page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) thrown.push(message.text());
    });
    site.page.on('pageerror', (error) => thrown.push(error.message));
    site.page.on('request', (request) => site.requests.push(request.url().replace(site.api.url, '')));
    site.open = async (path, viewport = desk) => {
      await site.page.setViewportSize(viewport);
      await site.page.goto(site.api.url + path);
      await site.page.waitForFunction(
        () => document.querySelector('h1, h2') && !document.querySelector('.boot, [aria-busy="true"]'),
      );
      return site.page;
    };
  });
  afterEach(async () => {
    await site.page.context().close();
    await site.api.close();
    expect(thrown).toEqual([]);
    expect(site.requests.filter((path) => /^https?:/.test(path))).toEqual([]);
  });
  return site;
}
