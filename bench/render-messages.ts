// Draws every kind of message to PNG at phone and desktop width, light and dark: `node --import tsx bench/render-messages.ts DIR [name…]`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { composeMessage } from '#domain/message/compose-message.ts';
import { CASES } from '../tests/domain/message/message-cases.ts';

const [directory, ...wanted] = process.argv.slice(2);
if (directory === undefined) throw new Error('usage: render-messages.ts DIR [name…]');
mkdirSync(directory, { recursive: true });
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: chromium.args,
  headless: true,
});
// One page throughout: this build of Chromium runs in a single process and ends with its first page.
const page = await browser.newPage();
for (const colorScheme of ['light', 'dark'] as const) {
  await page.emulateMedia({ colorScheme });
  for (const width of [390, 900]) {
    await page.setViewportSize({ width, height: 600 });
    for (const [name, input] of Object.entries(CASES)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await page.setContent(composeMessage(input).html);
      await page.screenshot({ path: join(directory, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
}
await browser.close();
