// The ground of the fast tests: the real loops, activities and rules over plain data and a clock that only the test moves.

import { createCaptureChannel } from '#channels/capture-channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { Instant } from '#contracts/primitives.ts';
import { toLifecycleCommand } from '#domain/assignment/told-command.ts';
import { compareWaiting } from '#domain/audit/compare-waiting.ts';
import { epochMsOf, instantOf } from '#domain/calendar/instant.ts';
import { whoNeedsAPerson } from '#domain/delivery/reachability.ts';
import { openJourney } from '#domain/journey.ts';
import { spokenRung } from '#domain/ladder/spoken-rung.ts';
import { canAccept } from '#domain/lifecycle/can-accept.ts';
import { isFinal } from '#domain/lifecycle/state.ts';
import type { Store } from '#store/create-store.ts';
import { EVERY_CHANNEL } from '../builders.ts';
import type { Furnishing, Ground, GroundedOffice } from './ground.ts';
import { createInProcessEngine } from './in-process-engine.ts';
import { memoryLifecycles, rowOf } from './memory-lifecycles.ts';
import { memoryMessages } from './memory-messages.ts';
import { anEmptyMemory, assignmentOf, keepPublication, type Memory } from './memory-rows.ts';
import { TROUBLE } from './trouble.ts';
import { createVirtualTime } from './virtual-time.ts';

export const inMemory: Ground = { name: 'in memory', open: async (furnishing) => openInMemory(furnishing) };

function openInMemory({ roster, policy, edition, opensAt, isDown }: Furnishing): GroundedOffice {
  const memory = anEmptyMemory(roster, policy, edition);
  const time = createVirtualTime(epochMsOf(opensAt));
  const now = () => instantOf(time.nowMs());
  const sent: { messageId: string; channel: string; at: Instant; subject: string; text: string }[] = [];
  const channels = ['email', 'zalo'].map((name) =>
    createCaptureChannel(name, ({ subject, text }, messageId) => {
      if (isDown(name, now())) return TROUBLE;
      sent.push({ messageId, channel: name, at: now(), subject, text });
      return null;
    }),
  );
  const silent = () => undefined;
  const engine = createInProcessEngine(
    {
      store: { ...memoryLifecycles(memory), ...memoryMessages(memory) } as unknown as Store,
      channels: createChannelRegistry(channels),
      links: createLinkSigner('a-secret-of-the-tests-only'),
      publicUrl: 'http://test.invalid',
      mailDomain: 'test.invalid',
      log: { info: silent, warn: silent, error: silent },
    },
    time,
  );
  let commands = 0;

  return {
    now,
    advanceTo: (at) => time.moveTo(epochMsOf(at)),
    async publish(plan) {
      const asOf = now();
      const { roster: people, calendar } = memory;
      const { drafts, begin } = openJourney({
        plan,
        decided: new Map(),
        roster: people,
        calendar,
        policy,
        channels: EVERY_CHANNEL.known,
        asOf,
      });
      const planId = keepPublication(memory, plan, drafts.map(begin), asOf);
      await engine.publish(planId);
      const given = [...memory.assignments.values()].filter((one) => one.planId === planId);
      return given.map(({ id, draft: { title, agencyId } }) => ({ id, title, agencyId }));
    },
    async give(assignmentId, by, command) {
      const assignment = rowOf(memory, assignmentOf(memory, assignmentId));
      if (!canAccept(assignment.status, command.command)) return 'command-does-not-fit';
      commands += 1;
      const given = { command, actor: by, commandId: `lenh-${commands}`, now: now(), assignment };
      const told = toLifecycleCommand({ ...given, calendar: memory.calendar, policy });
      const outcome = await engine.command(assignmentId, told);
      await time.settle();
      return outcome.ok ? null : `command-${outcome.why}`;
    },
    async replaceRoster(after) {
      memory.roster = after;
    },
    sent: async () => sent.map(({ messageId, ...one }) => ({ ...one, ...contentOf(memory, messageId) })),
    unreached: async () =>
      whoNeedsAPerson(memory.roster.contacts, EVERY_CHANNEL.known, EVERY_CHANNEL.isSetUp).map(
        ({ contactId }) => contactId,
      ),
    refused: async () =>
      memory.ledger
        .filter(({ status }) => status === 'refused')
        .map(({ contactId, step, reason }) => ({ contactId, step, reason: reason ?? '' })),
    async differences() {
      const open = [...memory.assignments.values()].filter(
        ({ status }) => status !== 'verified' && status !== 'withdrawn',
      );
      const all = await Promise.all(
        open.map(async ({ id }) => {
          const state = await engine.lifecycleState(id);
          const { next } = assignmentOf(memory, id);
          const written = memory.ledger.filter((row) => row.assignmentId === id);
          const rows = next === null ? written : [...written, { ...next, status: 'planned' as const }];
          return state === null || isFinal(state) ? [] : compareWaiting(state, rows);
        }),
      );
      return all.flat();
    },
    close: async () => time.settle(),
  };
}

function contentOf({ messages, ledger, assignments }: Memory, messageId: string) {
  const contactId = messages.get(messageId)?.claim.contactId ?? '';
  const says = ledger
    .filter((row) => row.messageId === messageId)
    .map((row) => ({
      rung: spokenRung(row),
      title: assignments.get(row.assignmentId)?.draft.title ?? '',
    }));
  return { contactId, says };
}
