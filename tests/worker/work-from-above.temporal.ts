// From a plan of one office to its verified report, by way of another: both lifecycles on a real Temporal, each office with its own ladder and people.
import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { Roster } from '#contracts/roster.ts';
import { giveCommand } from '#operations/give-command.ts';
import { handOnWork } from '#operations/hand-on-work.ts';
import { noteWorkFromAbove } from '#operations/note-work-from-above.ts';
import { BY_SYSTEM, officerNamed } from '#operations/seam/actor.ts';
import { sendReportUp } from '#operations/send-report-up.ts';
import { createDirectory } from '#store/directory.ts';
import { exportRoster } from '#store/roster-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { day } from '../support/moments.ts';
import { ownEngine } from '../support/own-engine.ts';
import { eventually } from '../support/running-engine.ts';
import { saveRoster } from '../support/settings.ts';
import { smallPlan } from '../support/small-plan.ts';

const own = ownEngine();
const NEXT_YEAR = new Date().getFullYear() + 1;
const OFFICER = officerNamed('Cán bộ xã');
const TITLE = 'Rà soát quy hoạch';

test('a plan of the province is handed on by the commune, said to its people, reported up, returned and verified', async () => {
  const { database, engine, commands, captured, publish, addOffice, give } = own.running;
  const commune = await addOffice('UBND xã A');
  const below = commune.database;
  const now = () => new Date();
  const here = { database: below, engine: commune.engine, directory: createDirectory(below), zone: DEFAULT_ZONE, now };
  const context = { ...here, inOffice: () => commands };
  const note = () => noteWorkFromAbove({ database: below, now }, BY_SYSTEM, {});
  const roster = Roster.parse(await exportRoster(database));
  roster.agencies.push({
    id: 'xa-a',
    name: 'UBND xã A',
    aliases: [],
    memberOffice: commune.office,
    validFrom: null,
    validTo: null,
  });
  await saveRoster(database, roster, DEFAULT_ZONE);

  await publish(smallPlan(NEXT_YEAR, [{ title: TITLE, lead: 'UBND xã A', deadline: `Quý IV/${NEXT_YEAR}` }]));
  const upper = await database.assignment.findFirstOrThrow();
  await note();
  const { id, due } = await below.workFromAbove.findFirstOrThrow();
  expect(due?.toISOString().slice(0, 10)).toBe(`${NEXT_YEAR}-12-31`);

  const lead = Roster.parse(await exportRoster(below)).agencies.find(({ name }) => name === 'Phòng Tư pháp');
  const wanted = {
    ...{ id, leads: [lead?.id ?? ''], coordinators: [], policyName: 'any-hour', channels: CHANNEL_KINDS },
    due: day(`${NEXT_YEAR}-11-16`),
  };
  expect(await Promise.all([handOnWork(context, OFFICER, wanted), handOnWork(context, OFFICER, wanted)])).toEqual([
    { ok: true },
    { ok: true },
  ]);
  await eventually('the commune has it', async () => (await below.assignment.count()) === 1);
  const lower = await below.assignment.findFirstOrThrow();
  await eventually('its people have heard', async () => (await below.message.count({ where: { status: 'sent' } })) > 0);
  expect(captured.captured.some(({ message: { text } }) => text.includes(TITLE))).toBe(true);
  expect((await database.assignment.findUniqueOrThrow({ where: { id: upper.id } })).status).toBe('in-progress');
  expect([await engine.isRunning(lower.id), await commune.engine.isRunning(lower.id)]).toEqual([false, true]);

  const report = { id, note: 'Xã đã rà soát xong' };
  expect(await sendReportUp(context, OFFICER, report)).toMatchObject({ ok: false, code: 'command-does-not-fit' });
  await giveCommand(here, OFFICER, { assignmentId: lower.id, command: { command: 'report', note: 'Phòng đã xong' } });
  expect(await sendReportUp(context, OFFICER, report)).toEqual({ ok: true });
  expect(await give(upper.id, { command: 'return', reason: 'Thiếu số liệu' })).toEqual({ ok: true });
  await note();
  expect((await below.workFromAbove.findFirstOrThrow()).returnReason).toBe('Thiếu số liệu');
  expect(await sendReportUp(context, OFFICER, { ...report, note: 'Đã bổ sung' })).toEqual({ ok: true });
  expect(await give(upper.id, { command: 'verify' })).toEqual({ ok: true });
  await note();
  expect((await below.workFromAbove.findFirstOrThrow()).status).toBe('verified');
  for (const office of [database, below])
    expect(await verifyInstallation(office, null)).toMatchObject({ ok: true, differences: [] });
}, 180_000);
