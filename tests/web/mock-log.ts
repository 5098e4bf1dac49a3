// The log of the made-up office, made of what its work has lived through; keys and sessions of everybody; how the installation stands.
import type { LogCheckStanding } from '#contracts/audit.ts';
import { typesOf } from '#domain/audit/log-part.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { foldDiacritics } from '#domain/shared/slug.ts';
import { eventSentence } from '#domain/words/event-sentence.ts';
import { eventWords } from '#domain/words/event-words.ts';
import { detailOf, TODAY, type World } from './mock-world.ts';

const AT = instantOf(new Date('2026-11-20T01:12:00Z'));

interface Asked {
  params: Record<string, string>;
  query: { type?: string; agency?: string; assignment?: string; q?: string; before?: number; pageSize: number };
}

export function logHandlers(world: World) {
  const lines = linesOf(world);
  return {
    listAuditEvents: ({ query }: { query: object }) => {
      const { type, agency, assignment, q, before, pageSize } = query as Asked['query'];
      const found = lines.filter(
        (line) =>
          (before === undefined || line.index < before) &&
          (type === undefined || line.type === type) &&
          (agency === undefined || line.agencyId === agency) &&
          (assignment === undefined || line.href === `/viec/${assignment}`) &&
          (q === undefined || foldDiacritics(line.sentence).includes(foldDiacritics(q))),
      );
      const items = found.slice(0, pageSize);
      return {
        items,
        next: found.length > pageSize ? (items.at(-1)?.index ?? null) : null,
        kinds: typesOf(['work', 'settings', 'accounts']).map((one) => ({ type: one, words: eventWords(one) })),
      };
    },
    getAuditEvent: ({ params }: { params: Record<string, string> }) => ({
      ...lines.find(({ index }) => index === Number(params.index)),
      subject: 'assignment/a-1-1',
      sequence: 1,
      payload: '{"note":"Đã ban hành văn bản."}',
      previousHash: '0f'.repeat(32),
      hash: 'a1'.repeat(32),
    }),
    startLogCheck: () => Object.assign(world.logCheck, { state: 'running', startedAt: AT, events: lines.length }),
    getLogCheck: () => advance(world.logCheck, lines.length),
    listAllKeys: () => [
      {
        id: 'k1',
        ownerId: 'u1',
        ownerName: 'Nguyễn Thị Hạnh',
        name: 'cổng báo cáo',
        scopeWords: 'chỉ xem',
        createdAt: AT,
        expiresAt: AT,
        lastUsedAt: AT,
      },
    ],
    revokeAnyKey: () => ({ revoked: true }),
    listAllSessions: () => [
      {
        id: 's2',
        ownerId: 'u1',
        ownerName: 'Nguyễn Thị Hạnh',
        since: AT,
        lastAt: AT,
        network: '10.0.0.9',
        device: 'Mozilla/5.0 (Android 15) Firefox/140.0',
        current: false,
      },
    ],
    endAnySession: () => ({ ended: 1 }),
    requireSecondFactor: () => ({ whom: 'everybody' as const, changed: true }),
    getInstallation: () => ({
      version: '0.3.0',
      checks: { database: true, temporal: true, worker: true },
      workers: [{ name: 'w1', alive: true, ageSeconds: 3, loops: 9, failedRounds: 0 }],
      calendar: { edition: 2, years: [2026], missing: [2027] },
      log: { events: 1234, root: '0f'.repeat(32) },
      matters: 2,
      secondFactorFor: 'nobody' as const,
      latePastTime: 0,
    }),
  };
}

/** Half way at the first look, done at the second. */
function advance(check: LogCheckStanding, events: number): LogCheckStanding {
  if (check.state !== 'running') return check;
  if (check.checked === 0) return Object.assign(check, { checked: Math.floor(events / 2) });
  const words = [`Chuỗi nguyên vẹn: ${events} sự kiện.`, 'Số liệu khớp với nhật ký.'];
  return Object.assign(check, { state: 'held', checked: events, endedAt: AT, root: '0f'.repeat(32), words });
}

function linesOf(world: World) {
  const events = world.assignments.flatMap((row) =>
    detailOf(world, row).timeline.map((event) => ({ ...event, row, href: `/viec/${row.id}` })),
  );
  events.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  const work = events.map(({ type, actor, note, occurredAt, recordedAt, href, row }, index) => ({
    index: index + 1,
    type,
    words: eventWords(type),
    sentence: eventSentence({ type, actor, about: row.title, agencyName: row.agencyName, payload: {} }),
    actor,
    note,
    occurredAt,
    recordedAt,
    href,
    agencyId: row.agencyId,
  }));
  const signedIn = {
    index: work.length + 1,
    type: 'account-signed-in',
    words: 'Đăng nhập',
    sentence: eventSentence({
      type: 'account-signed-in',
      actor: 'Nguyễn Thị Hạnh',
      about: null,
      agencyName: null,
      payload: {},
    }),
    actor: 'Nguyễn Thị Hạnh',
    note: null,
    occurredAt: instantOf(new Date(`${TODAY}T01:00:00Z`)),
    recordedAt: instantOf(new Date(`${TODAY}T01:00:00Z`)),
    href: null,
    agencyId: null,
  };
  return [...work, signedIn].reverse();
}
