// Two agencies are merged while work runs on a real engine: it goes on with the people of the one that is left.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { Roster } from '#contracts/roster.ts';
import { importRoster } from '#operations/import-roster.ts';
import { reconcile } from '#operations/reconcile.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownEngine } from '../support/own-engine.ts';
import { eventually } from '../support/running-engine.ts';

const own = ownEngine();

const sampleRoster = async () =>
  Roster.parse(JSON.parse(await readFile(new URL('../../data/sample/roster.json', import.meta.url), 'utf8')));

test('the notice reaches the new people, the lifecycle waits for them, and an old link is theirs no more', async () => {
  const assignmentId = await own.publishOne('Rà soát văn bản');
  const { database, engine, captured, commands } = own.running;
  const heard = () => captured.captured.map(({ message }) => message.to.address);
  await eventually('the first lead has its notice', async () => heard().some((to) => to.startsWith('phong-tu-phap.')));

  // Phòng Tư pháp goes into Phòng Nội vụ
  const roster = await sampleRoster();
  const agencies = roster.agencies
    .filter(({ id }) => id !== 'phong-tu-phap')
    .map((one) => (one.id === 'phong-noi-vu' ? { ...one, aliases: [...one.aliases, 'Phòng Tư pháp'] } : one));
  const contacts = roster.contacts
    .filter(({ agency }) => agency !== 'phong-tu-phap')
    .map((one) => ({ ...one, deputy: null }));
  const fieldLeads = roster.fieldLeads.filter(({ agency }) => agency !== 'phong-tu-phap');
  const groups = roster.groups.map((group) => ({
    ...group,
    members: group.members.filter((id) => id !== 'phong-tu-phap'),
  }));
  const outcome = await importRoster({ ...commands, engine }, ADMINISTRATOR, {
    roster: { ...roster, agencies, contacts, fieldLeads, groups },
    channels: CHANNEL_KINDS,
  });
  expect(outcome).toMatchObject({
    ok: true,
    told: true,
    followed: {
      moved: [{ from: { id: 'phong-tu-phap' }, to: { id: 'phong-noi-vu' }, open: 1 }],
      orphaned: [],
      alone: [],
    },
    unheard: [assignmentId],
  });

  await eventually(
    'the new lead has its notice',
    async () => heard().some((to) => to.startsWith('phong-noi-vu.')),
    90_000,
  );
  expect(heard().filter((to) => to.startsWith('phong-tu-phap.'))).toHaveLength(1);
  const waiting = await database.ledgerEntry.findMany({
    where: { assignmentId, status: 'planned', audience: { in: ['lead', 'lead-head'] } },
    select: { contactId: true },
  });
  // The next steps; those behind them are written for whoever is there then.
  expect(waiting.length).toBeGreaterThan(1);
  expect(waiting.every(({ contactId }) => contactId.startsWith('phong-noi-vu.'))).toBe(true);

  await eventually('PostgreSQL and Temporal say the same', async () => {
    const found = await reconcile({ database, engine, now: () => new Date() }, ADMINISTRATOR, { fix: false });
    return [found.missing, found.stuck, found.parted, found.waiting, found.asleep, found.lingering].flat().length === 0;
  });
  expect(await own.running.give(assignmentId, { command: 'acknowledge' })).toEqual({ ok: true });
  expect((await verifyInstallation(database, null)).differences).toEqual([]);
}, 240_000);
