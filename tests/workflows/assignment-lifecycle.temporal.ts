// The lifecycle on the real engine: what people do, and what the ledger and the audit log say of it afterwards.
import { describe, expect, test } from 'vitest';
import { verifyAuditChain } from '#store/audit-store.ts';
import { at } from '../support/moments.ts';
import { ownEngine } from '../support/own-engine.ts';
import { eventually } from '../support/running-engine.ts';
import { smallPlan } from '../support/small-plan.ts';

const THIS_YEAR = new Date().getFullYear();

const own = ownEngine();

async function ledger(assignmentId: string): Promise<Record<string, string>> {
  const rows = await own.running.database.ledgerEntry.findMany({ where: { assignmentId }, orderBy: { slotAt: 'asc' } });
  return Object.fromEntries(rows.map((row) => [`${row.step}/${row.contactId}`, row.status]));
}

async function statusesOf(assignmentId: string, rung: string): Promise<string[]> {
  const rows = await own.running.database.ledgerEntry.findMany({ where: { assignmentId, rung } });
  return [...new Set(rows.map((row) => row.status))];
}

describe('an assignment on the real engine', () => {
  test('goes from assigned to verified, each step once in the audit log, and ends every reminder', async () => {
    const id = await own.publishOne('Đi hết vòng đời');
    expect(await own.running.give(id, { command: 'acknowledge' })).toEqual({ ok: true });
    expect(await statusesOf(id, 'unacknowledged')).toEqual(['superseded']);
    expect(await own.running.give(id, { command: 'report', note: 'Xong' })).toEqual({ ok: true });
    expect(await statusesOf(id, 'awaiting-verification')).toEqual(['planned']);
    expect(await own.running.give(id, { command: 'verify', note: null })).toEqual({ ok: true });
    const events = await own.running.database.auditEvent.findMany({
      where: { subject: `assignment/${id}` },
      orderBy: { sequence: 'asc' },
    });
    expect(events.map((event) => event.type)).toEqual(['assigned', 'acknowledged', 'reported', 'verified']);
    const open = Object.values(await ledger(id)).filter((status) => status === 'planned' || status === 'staged');
    expect(open).toEqual([]);
    await eventually('the workflow has ended', async () => !(await own.running.engine.isRunning(id)));
  });

  test('a returned report tells the lead and asks nobody to verify any more', async () => {
    const id = await own.publishOne('Bị trả lại');
    await own.running.give(id, { command: 'report', note: 'Xong' });
    expect(await own.running.give(id, { command: 'return', reason: 'Thiếu sản phẩm' })).toEqual({ ok: true });
    expect(await statusesOf(id, 'awaiting-verification')).toEqual(['superseded']);
    await eventually('the return has been sent', async () => (await statusesOf(id, 'returned')).join() === 'sent');
    const mail = own.running.captured.captured.find(({ message }) => message.text.includes('Thiếu sản phẩm'));
    expect(mail?.message.to.address).toMatch(/^phong-tu-phap\./);
    expect(await statusesOf(id, 'before-15')).toEqual(['planned']);
  });

  test('a withdrawn assignment reminds nobody again', async () => {
    const id = await own.publishOne('Thu hồi');
    await own.running.give(id, { command: 'withdraw', reason: 'Trùng nhiệm vụ' });
    expect(Object.values(await ledger(id)).filter((status) => status === 'planned')).toEqual([]);
  });

  test('refuses a command that does not fit and leaves no trace of it', async () => {
    const id = await own.publishOne('Không hợp lệ');
    const reported = { reason: 'x', steps: [], actor: 'test', occurredAt: at(new Date().toISOString()) };
    // Wakes the lifecycle, which has rested since its start.
    await own.running.engine.command(id, { ...reported, type: 'return', commandId: 'first' });
    const before = await own.running.client.workflow.getHandle(`assignment/${id}`).describe();
    expect(await own.running.give(id, { command: 'verify', note: null })).toMatchObject({
      ok: false,
      code: 'command-does-not-fit',
    });
    const refused = await own.running.engine.command(id, {
      type: 'return',
      reason: 'x',
      steps: [],
      commandId: 'direct',
      actor: 'test',
      occurredAt: at(new Date().toISOString()),
    });
    expect(refused).toMatchObject({ ok: false, status: 'assigned' });
    const after = await own.running.client.workflow.getHandle(`assignment/${id}`).describe();
    expect(after.historyLength).toBe(before.historyLength);
  });

  test('carries out a command once, however often it is sent', async () => {
    const id = await own.publishOne('Bấm hai lần');
    const command = {
      type: 'acknowledge',
      commandId: 'one-press',
      actor: 'test',
      occurredAt: at(new Date().toISOString()),
    } as const;
    const answers = await Promise.all([
      own.running.engine.command(id, command),
      own.running.engine.command(id, command),
    ]);
    expect(answers).toEqual([
      { ok: true, status: 'in-progress', sequence: 2 },
      { ok: true, status: 'in-progress', sequence: 2 },
    ]);
    expect(
      await own.running.database.auditEvent.count({ where: { subject: `assignment/${id}`, type: 'acknowledged' } }),
    ).toBe(1);
  });

  test('sends one message per person and slot, and each row names its message', async () => {
    const rows = ['a', 'b', 'c'].map((title) => ({
      title: `Gộp ${title}`,
      lead: 'Công an huyện',
      deadline: 'Thường xuyên',
    }));
    const planId = await own.running.publish(smallPlan(THIS_YEAR + 1, rows));
    const sent = () =>
      own.running.database.ledgerEntry.findMany({
        where: { assignment: { planId }, rung: 'assigned', status: 'sent' },
      });
    await eventually('three notices are sent', async () => (await sent()).length === 3);
    expect(new Set((await sent()).map((row) => row.messageId)).size).toBe(1);
    const digest = own.running.captured.captured.filter(({ message }) => message.text.includes('Gộp a'));
    expect(digest).toHaveLength(1);
    expect(digest[0]?.message.about).toHaveLength(3);
  });

  test('what is overdue when it is published climbs to the chairman in the first slot', async () => {
    const lead = 'Phòng Tài chính - Kế hoạch';
    const planId = await own.running.publish(
      smallPlan(THIS_YEAR - 1, [{ title: 'Quá hạn lâu', lead, deadline: `Quý I/${THIS_YEAR - 1}` }]),
    );
    const sent = () =>
      own.running.database.ledgerEntry.findMany({
        where: { assignment: { planId }, status: 'sent', rung: 'overdue-4' },
      });
    await eventually('the escalation is sent', async () =>
      (await sent()).some((row) => row.contactId === 'thuong-truc-ubnd.ct'),
    );
    // Phòng Nội vụ leads the field and is the standing agency: it hears once, in its lower role.
    const roles = (await sent()).map((row) => row.audience).sort();
    expect(roles).toEqual(['chairman', 'chairman-office', 'field-lead', 'lead']);
  });

  test('the audit log stays one unbroken chain under all of this', async () => {
    expect(await verifyAuditChain(own.running.database)).toMatchObject({ ok: true });
  });
});
