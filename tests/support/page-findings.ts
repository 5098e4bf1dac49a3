// What nobody should find on a page: complaints of the browser, and what axe calls serious.
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What the browser writes into its console as an error; a refusal of the mock that a page is there to show is none. */
export function listenToConsole(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (
      /Failed to load resource.*status of 404/.test(message.text()) &&
      message.location().url.includes('/api/links/khong-co')
    )
      return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  return complaints;
}

/** Serious and critical findings in words that say where to look; of an open dialog those of the dialog, as nothing else can be reached. */
export async function seriousFindings(page: Page, where: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const dialog = document.querySelector('[role="dialog"]');
    const context = {
      ...(dialog === null ? {} : { include: [dialog] }),
      // antd's list of choices is moved through by the arrow keys of its combobox, which axe does not see.
      exclude: ['.ant-select-dropdown-list-holder'],
    };
    // Styles are judged as they are applied: axe would put copies of them into the page, which its policy refuses.
    return inPage.run(context, { resultTypes: ['violations'], preload: false });
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, target }) => `${where}: ${id} ${target.join(' ')} ${html.slice(0, 160)}`),
    );
}
