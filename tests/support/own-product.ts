// The started product with a browser beside it, for one test file: it comes up before the first test, and has to end well after the last.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { ensureWebBuilt } from './built-web.ts';
import { launchChromium } from './chromium.ts';
import { openStackFolder, type StackFolder, type StartedStack, startStack } from './started-stack.ts';

export function ownProduct() {
  let folder: StackFolder | undefined;
  let stack: StartedStack | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    // A user's `npm start` builds the pages before it; here nothing has yet.
    await ensureWebBuilt();
    folder = await openStackFolder();
    [stack, browser] = await Promise.all([startStack(folder), launchChromium()]);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    const exitCode = await stack?.stop();
    folder?.remove();
    expect(exitCode).toBe(0);
  });
  const made = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error('the product runs from beforeAll on');
    return one;
  };
  return {
    get folder() {
      return made(folder);
    },
    get stack() {
      return made(stack);
    },
    get browser() {
      return made(browser);
    },
  };
}
