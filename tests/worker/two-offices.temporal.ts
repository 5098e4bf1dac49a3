// One worker for two offices: each one's workflows work on its own rows, also where both have the same people and the same moment.
import { expect, test } from 'vitest';
import { instantOf } from '#domain/calendar/instant.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { officeOfWorkflow } from '#workflows/names.ts';
import { ownEngine } from '../support/own-engine.ts';
import { eventually } from '../support/running-engine.ts';
import { smallPlan } from '../support/small-plan.ts';

const own = ownEngine();
const NEXT_YEAR = new Date().getFullYear() + 1;
const planOf = (title: string) =>
  smallPlan(NEXT_YEAR, [{ title, lead: 'Phòng Tư pháp', deadline: `Quý IV/${NEXT_YEAR}` }]);

test('what one office publishes is said to its people alone, and its lifecycle follows its own rows', async () => {
  const { database, client, captured, publish, addOffice, engine } = own.running;
  const second = await addOffice('UBND xã Thứ Hai');
  await Promise.all([publish(planOf('Việc của huyện')), second.publish(planOf('Việc của xã'))]);
  const [here, there] = await Promise.all([
    database.assignment.findFirstOrThrow(),
    second.database.assignment.findFirstOrThrow(),
  ]);
  const said = (title: string) => captured.captured.filter(({ message: { text } }) => text.includes(title)).length;
  await eventually('both have heard', async () => said('Việc của huyện') > 0 && said('Việc của xã') > 0);
  expect(
    captured.captured.filter(({ message: { text } }) => text.includes('của huyện') && text.includes('của xã')),
  ).toEqual([]);

  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = 'assignmentLifecycle'` }))
    ids.push(workflowId);
  expect(ids.map(officeOfWorkflow).sort()).toEqual([1, 2]);
  expect([...(await engine.runningLifecycles())]).toEqual([here.id]);
  expect([...(await second.engine.runningLifecycles())]).toEqual([there.id]);
  expect(await engine.isRunning(there.id)).toBe(false);

  const given = await second.engine.command(there.id, {
    commandId: 'mot-lan',
    type: 'acknowledge',
    actor: 'Người của xã',
    occurredAt: instantOf(new Date()),
  });
  expect(given).toMatchObject({ ok: true });
  expect((await second.database.assignment.findUniqueOrThrow({ where: { id: there.id } })).status).toBe('in-progress');
  expect((await database.assignment.findUniqueOrThrow({ where: { id: here.id } })).status).toBe('assigned');
  for (const office of [database, second.database])
    expect(await verifyInstallation(office, null)).toMatchObject({ ok: true, differences: [] });
}, 120_000);
