// Every address of the router, as everybody who may open it sees it: what axe finds serious, what the browser complains about, what comes over the line.
import { readFileSync } from 'node:fs';
import type { Request } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { ROLES } from '#domain/rights/roles.ts';
import { listenToConsole, seriousFindings } from '../support/page-findings.ts';
import { desk1440, phone, useSite } from './site.ts';
import { press, VISITS } from './visits.ts';

describe('every page of the router', () => {
  const site = useSite();

  // A colour half way through a transition is nobody's.
  beforeEach(() => site.page.emulateMedia({ reducedMotion: 'reduce' }));

  test('is visited here', () => {
    const router = readFileSync(new URL('../../web/src/app/router.tsx', import.meta.url), 'utf8');
    const routes = [...router.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path);
    expect(routes.length).toBeGreaterThan(10);
    expect([...new Set(VISITS.map(({ route }) => route))].sort()).toEqual([...new Set(routes)].sort());
  });

  test.each(VISITS)(
    '$path: nothing serious for axe at a desk and on a phone, and no complaint of the browser',
    async (visit) => {
      const complaints = listenToConsole(site.page);
      const found: string[] = [];
      for (const viewport of [desk1440, phone]) {
        const page = await site.open(visit.path, viewport);
        found.push(...(await seriousFindings(page, `${viewport.width}`)));
        for (const [what, open] of Object.entries(visit.opened ?? {})) {
          if (viewport === phone && what === 'a filter') await press('Bộ lọc')(page);
          await open(page);
          await page.waitForTimeout(250);
          found.push(...(await seriousFindings(page, `${viewport.width}, ${what}`)));
          await site.open(visit.path, viewport);
        }
      }
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  test.each(VISITS)('$path: the first load is at most $firstLoadKb KB', async ({ path, firstLoadKb }) => {
    const finished: Request[] = [];
    site.page.on('requestfinished', (request) => finished.push(request));
    // A stream would never let the network rest.
    site.api.takesListeners = false;
    await site.open(path, desk1440);
    await site.page.waitForLoadState('networkidle');
    const sizes = await Promise.all(finished.map((request) => request.sizes()));
    const kb = Math.round(sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0) / 1024);
    if (process.env.DONDOC_PRINT_LOADS) process.stderr.write(`${path} ${kb}\n`);
    expect(kb).toBeGreaterThan(30);
    expect(kb).toBeLessThanOrEqual(firstLoadKb);
  });

  test.each(ROLES)('as %s: what the navigation offers has nothing serious either', async (role) => {
    site.api.world.role = role;
    const complaints = listenToConsole(site.page);
    const found: string[] = [];
    const first = await site.open('/', desk1440);
    const offered = await first
      .getByRole('navigation', { name: 'Trang chính' })
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(offered.length).toBeGreaterThan(1);
    for (const path of new Set([...offered, '/viec/a-4-1']))
      for (const viewport of [desk1440, phone])
        found.push(...(await seriousFindings(await site.open(path, viewport), `${path} ${viewport.width}`)));
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
