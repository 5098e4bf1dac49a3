import { describe, expect, test } from 'vitest';
import { phone, useSite } from './site.ts';

describe('the local mailbox', () => {
  const site = useSite();

  test('a button inside a mail opens the link page in a tab of its own', async () => {
    const page = await site.open('/dev/mailbox');
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      page.frameLocator('.mail-frame').getByRole('link', { name: 'Đã nhận việc' }).click(),
    ]);
    await opened.getByRole('button', { name: 'Đã nhận việc' }).waitFor();
  });

  test('a mail with a script cannot run it', async () => {
    const page = await site.open('/dev/mailbox');
    const sandbox = await page.locator('.mail-frame').getAttribute('sandbox');
    expect(sandbox).not.toContain('allow-scripts');
    expect(await page.locator('.mail-frame').getAttribute('srcdoc')).toContain("default-src 'none'");
  });

  test('a chosen message stays chosen when new ones arrive', async () => {
    const page = await site.open('/dev/mailbox');
    const second = page.locator('.mailbox-list li button').nth(1);
    const subject = await second.locator('.mailbox-subject').innerText();
    await second.click();
    site.api.world.assignments.unshift(structuredClone(site.api.world.assignments[0]!));
    await page.waitForTimeout(3500);
    expect(await page.locator('.mailbox-reader h2').innerText()).toBe(subject);
  });

  test('a phone shows the list, then the message, then the list again', async () => {
    const page = await site.open('/dev/mailbox', phone);
    await page.locator('.mailbox-list li button').first().click();
    await page.locator('.mailbox-reader').waitFor();
    await page.getByRole('button', { name: 'Danh sách tin' }).click();
    await page.locator('.mailbox-list').waitFor();
  });
});
