// Every page before the server has answered: what it shows meanwhile is a page too.
import { beforeEach, describe, expect, test } from 'vitest';
import { listenToConsole, seriousFindings } from '../support/page-findings.ts';
import type { Operation } from './mock-api.ts';
import { desk1440, phone, useSite } from './site.ts';
import { VISITS } from './visits.ts';

const PATHS = [...new Set(VISITS.map(({ path }) => path.replace(/[?].*/, '')))];

/** How much has answered by then; a phone shows least beside it, so it has the emptiest page. */
const WAITING: { answered: Operation[]; viewport: typeof phone }[] = [
  { answered: ['getMe'], viewport: phone },
  { answered: ['getMe', 'getMeta'], viewport: desk1440 },
];

describe('while the answers are on their way', () => {
  const site = useSite();
  beforeEach(() => site.page.emulateMedia({ reducedMotion: 'reduce' }));

  test.each(PATHS)('%s has nothing serious for axe', async (path) => {
    const complaints = listenToConsole(site.page);
    const found: string[] = [];
    for (const { answered, viewport } of WAITING) {
      const release = site.api.hold(answered);
      await site.page.setViewportSize(viewport);
      await site.page.goto(site.api.url + path);
      await site.page.waitForFunction(() => document.querySelector('#root')?.childElementCount);
      await site.page.waitForTimeout(150);
      found.push(...(await seriousFindings(site.page, `${viewport.width}`)));
      release();
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
