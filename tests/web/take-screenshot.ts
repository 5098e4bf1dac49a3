// Pictures of what a test sees, for people: only when DONDOC_SCREENSHOTS names a folder.
import type { Page } from 'playwright-core';

/** Takes the page as it is, once as wide as a desk and once as a phone; without the folder it does nothing. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.DONDOC_SCREENSHOTS;
  if (folder === undefined) return;
  const before = page.viewportSize();
  for (const [what, width] of [
    ['desk', 1440],
    ['phone', 390],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.screenshot({ path: `${folder}/${name}-${what}.png`, fullPage: true });
  }
  if (before !== null) await page.setViewportSize(before);
}
