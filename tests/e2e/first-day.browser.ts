// The first day of a new user: start, look at the mailbox, press the button, report, verify, see the counts move.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SAMPLE_PASSWORD } from '#local/sample/accounts.ts';
import { ownProduct } from '../support/own-product.ts';
import { eventually } from '../support/running-engine.ts';
import { type DevMessage, devMessages } from '../support/started-stack.ts';

const product = ownProduct();

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${product.folder.url}${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json() as Promise<T>;
}

const to = (messages: DevMessage[], address: string) => messages.filter((message) => message.to.includes(address));

describe('the first day', () => {
  test("within a minute the mailbox holds a notice, a reminder, a digest and an escalation to the chairman's office", async () => {
    const has = (messages: DevMessage[]) => ({
      notice: messages.some(({ subject }) => subject.startsWith('Giao việc: ')),
      digest: messages.some(({ subject }) => /^\d+ việc/.test(subject)),
      reminder: messages.some(({ subject }) => /quá hạn|sắp đến hạn|Còn \d+ ngày/i.test(subject)),
      escalation: to(messages, 'van-phong.cvp@').some(({ subject }) => /quá hạn/i.test(subject)),
    });
    await eventually(
      'all four kinds are there',
      async () => Object.values(has(await devMessages(product.folder))).every(Boolean),
      60_000,
    );
  });

  test("the button of a mail leads from the job to its report, and the officer's verification moves the counts", async () => {
    const notice = to(await devMessages(product.folder), 'dai-phat-thanh.').find(({ subject }) =>
      subject.startsWith('Giao việc: '),
    );
    const buttons = [...(notice?.html ?? '').matchAll(/href="([^"]*\/l\/[^"]*)"/g)].map((match) => match[1] as string);
    const assignmentId = (await api<{ assignment: { id: string } }>(`/api/links/${buttons[0]?.split('/l/')[1]}`))
      .assignment.id;
    const before = await api<{ total: Record<string, number> }>('/api/overview');

    const page = await product.browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(buttons[0] as string);
    await page
      .getByText(/Đăng tải các tin, bài/)
      .first()
      .waitFor();
    expect((await detail(assignmentId)).assignment.status).toBe('assigned');
    await pressIfThere(page, 'Đã nhận việc');
    await eventually('taken up', async () => (await detail(assignmentId)).assignment.status === 'in-progress');

    await page.goto(buttons.find((href) => href !== buttons[0]) as string);
    await page.getByRole('textbox').first().fill('Đã đăng 12 tin, bài trong quý.');
    await page
      .getByRole('button', { name: /báo cáo/i })
      .last()
      .click();
    await eventually('reported', async () => (await detail(assignmentId)).assignment.status === 'reported');

    await page.setViewportSize({ width: 1280, height: 900 });
    // Whoever opens a page of the office says who they are first, and is led back.
    await page.goto(`${product.folder.url}/viec/${assignmentId}`);
    await page.getByLabel('Thư điện tử hoặc tên đăng nhập').fill('can-bo');
    await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL(`**/viec/${assignmentId}`);
    await page
      .getByRole('button', { name: /^Xác nhận/ })
      .first()
      .click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: /xác nhận/i });
    await confirm.last().click({ timeout: 5_000 });
    await eventually('verified', async () => (await detail(assignmentId)).assignment.status === 'verified');

    const after = await detail(assignmentId);
    expect(after.reminders.filter(({ status }) => status === 'planned' || status === 'staged')).toEqual([]);
    expect(after.reminders.some(({ status, reason }) => status === 'superseded' && reason)).toBe(true);
    const total = (await api<{ total: Record<string, number> }>('/api/overview')).total;
    // Work without a date stays in its own count; the four-way count must not change by it.
    expect(total).toEqual(before.total);
  });

  test('verifying what is overdue moves it from open to done late', async () => {
    type List = { items: { id: string; status: string }[] };
    const overdue = (await api<List>('/api/assignments?dueState=open-overdue')).items.find(
      ({ status }) => status === 'in-progress',
    );
    const id = overdue?.id as string;
    const before = (await api<{ total: { openOverdue: number; doneLate: number } }>('/api/overview')).total;
    await command(id, { command: 'report', note: 'Đã hoàn thành' });
    await command(id, { command: 'verify' });
    const after = (await api<{ total: { openOverdue: number; doneLate: number } }>('/api/overview')).total;
    expect(after.openOverdue).toBe(before.openOverdue - 1);
    expect(after.doneLate).toBe(before.doneLate + 1);
  });
});

interface Detail {
  assignment: { id: string; status: string };
  reminders: { status: string; reason: string | null }[];
}

const detail = (id: string) => api<Detail>(`/api/assignments/${id}`);

async function command(id: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${product.folder.url}/api/assignments/${id}/commands`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function pressIfThere(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click();
}
