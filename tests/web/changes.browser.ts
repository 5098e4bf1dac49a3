// What somebody else changed shows on a page without anybody touching it.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { AssignmentRow } from '#contracts/assignment.ts';
import { at } from '../support/moments.ts';
import { useSite } from './site.ts';

const site = useSite();
const soon = <Value>(look: () => Value) => expect.poll(look, { timeout: 10_000 });

async function openListening(path: string): Promise<Page> {
  const page = await site.open(path);
  await soon(() => site.api.listeners).toBe(1);
  return page;
}

function waitingWork(): AssignmentRow {
  const work = site.api.world.assignments.find(({ status }) => status === 'assigned');
  if (work === undefined) throw new Error('the world of the pages has no work that waits to be acknowledged');
  return work;
}

/** Another browser does it: nothing tells this one's page of it but the stream. */
function acknowledgeElsewhere(): void {
  const work = waitingWork();
  Object.assign(work, { status: 'in-progress', acknowledgedAt: at('2026-11-20T01:15:00Z') });
  site.api.tell({ type: 'assignment', id: work.id });
}

/** How often; with a question behind it or without. */
const asked = (path: string) => site.requests.filter((one) => one.split('?')[0] === path).length;

describe('a page that is in sight', () => {
  test('shows the work that was acknowledged elsewhere', async () => {
    const page = await openListening(`/viec/${waitingWork().id}`);
    const unheard = page.getByText('chưa tiếp nhận', { exact: true });
    await unheard.waitFor();
    acknowledgeElsewhere();
    await unheard.waitFor({ state: 'detached' });
  });

  test('shows it in the list', async () => {
    const page = await openListening('/viec?status=assigned');
    const count = () => page.getByText('việc theo bộ lọc').innerText().then(Number.parseInt);
    const before = await count();
    expect(before).toBeGreaterThan(0);
    acknowledgeElsewhere();
    await soon(count).toBe(before - 1);
  });

  test('asks for what it shows and for nothing else, once for all that came together', async () => {
    await openListening('/viec');
    const [list, overview] = [asked('/api/assignments'), asked('/api/overview')];
    for (let n = 0; n < 10; n++) site.api.tell({ type: 'assignment', id: `viec-${n}` });
    await soon(() => asked('/api/assignments')).toBe(list + 1);
    await site.page.waitForTimeout(700);
    expect([asked('/api/assignments'), asked('/api/overview')]).toEqual([list + 1, overview]);
  });

  test('asks for everything after a reset, the own rights first of all', async () => {
    await openListening('/viec');
    const [list, me] = [asked('/api/assignments'), asked('/api/me')];
    site.api.tell({ type: 'reset' });
    await soon(() => asked('/api/assignments')).toBe(list + 1);
    expect(asked('/api/me')).toBe(me + 1);
  });
});

test('all pages of a tab share one stream, which goes with the page from sight and comes back with it', async () => {
  const page = await openListening('/viec');
  await page.getByRole('link', { name: 'Tổng quan' }).first().click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  expect([asked('/api/events'), site.api.listeners]).toEqual([1, 1]);
  await see(page, 'hidden');
  await soon(() => site.api.listeners).toBe(0);
  await see(page, 'visible');
  await soon(() => site.api.listeners).toBe(1);
});

/** As when another tab is laid over it, which a browser without a window never does by itself. */
async function see(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

test('who may not listen does not ask to', async () => {
  site.api.rights = site.api.rights.filter((right) => right !== 'see-changes');
  await site.open('/viec');
  await site.page.waitForTimeout(500);
  expect(asked('/api/events')).toBe(0);
});

test('who finds no place goes on asking by the clock, and tries again later each time', async () => {
  site.api.takesListeners = false;
  const page = await site.open('/');
  await soon(() => asked('/api/events')).toBeGreaterThan(0);
  const tries = asked('/api/events');
  // Three tries take at least 1 + 2 + 4 seconds.
  await page.waitForTimeout(3_000);
  expect(asked('/api/events') - tries).toBeLessThanOrEqual(2);
  site.api.takesListeners = true;
  await expect.poll(() => site.api.listeners, { timeout: 20_000 }).toBe(1);
});
