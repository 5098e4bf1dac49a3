// `dondoc roster export | import FILE`: the agencies, people, groups and the chain as one JSON.
import type { Command } from 'commander';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { createLinkCode } from '#channels/zalo/link-code.ts';
import type { Roster } from '#contracts/roster.ts';
import { describeRosterChange } from '#domain/roster/describe-change.ts';
import { orphanWords } from '#domain/roster/follow-open-work.ts';
import { importRoster, type RosterImported } from '#operations/import-roster.ts';
import { LINK_CODE_MINUTES, makeZaloCode } from '#operations/make-zalo-code.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { exportRoster, type RosterReplaced } from '#store/roster-store.ts';
import { contextOf, withEngine, withInstallation } from '../open-installation.ts';
import { readRoster } from '../read-roster.ts';
import { orRefuse, refuse } from '../refuse.ts';

/** Adds both commands; an import changes everything or nothing. */
export function registerRoster(program: Command): void {
  const roster = program.command('roster').description('danh bạ cơ quan và người nhận');
  roster
    .command('export')
    .description('in danh bạ dạng JSON')
    .action(async () => {
      const stored = await withInstallation((database) => exportRoster(database));
      if (stored === null) refuse(['Chưa có danh bạ. Nhập bằng «dondoc roster import TỆP».']);
      process.stdout.write(`${JSON.stringify(stored, null, 2)}\n`);
    });
  roster
    .command('import')
    .description('thay danh bạ bằng nội dung một tệp JSON')
    .argument('<file>', 'tệp theo dạng của «dondoc roster export»')
    .option('--force', 'nhập cả khi danh bạ đã được người khác đổi sau khi tệp được xuất')
    .option('--accept-orphans', 'nhập cả khi có việc đang mở không còn ai nhận')
    .action(
      async (file: string, { force = false, acceptOrphans = false }: { force?: boolean; acceptOrphans?: boolean }) => {
        const { roster: given, reasons } = await readRoster(file);
        if (given === null || reasons.length > 0) refuse(reasons);
        const asked = force ? { ...given, version: undefined } : given;
        const outcome = await withInstallation(async (database, env) =>
          withEngine(env, async (engine) =>
            importRoster({ ...(await contextOf(database)), engine }, ADMINISTRATOR, {
              roster: asked,
              channels: CHANNEL_KINDS,
              orphans: acceptOrphans,
            }),
          ),
        );
        if (!outcome.ok) refuse(whyNot(file, given, outcome));
        process.stderr.write(imported(given, outcome));
      },
    );
  roster
    .command('zalo-code')
    .description('mã dùng một lần để một người liên kết tài khoản Zalo: người đó nhắn mã cho Official Account')
    .argument('<contact>', 'mã người trong danh bạ')
    .action(async (contactId: string) => {
      const made = await withInstallation(async (database) =>
        makeZaloCode(await contextOf(database), ADMINISTRATOR, { contactId, fresh: createLinkCode() }),
      );
      const { code, contactName } = orRefuse(made, [
        `Mã nhận được: «${contactId}». Xem mã người bằng «dondoc roster export».`,
      ]);
      process.stdout.write(`${code}\n`);
      process.stderr.write(`${contactName} nhắn mã này cho Official Account trong ${LINK_CODE_MINUTES} phút.\n`);
    });
}

function whyNot(file: string, given: Roster, outcome: Extract<RosterImported, { ok: false }>): string[] {
  if (outcome.why === 'older') return changedSince(file, given, outcome);
  if (outcome.why === 'orphans') return leftAlone(file, outcome);
  return outcome.problems.map(({ path, message }) => `Danh bạ «${file}», mục ${path}: ${message}.`);
}

const LISTED_MAX = 10;

/** Why an older file is not taken, what it would undo, and the ways on. */
function changedSince(file: string, given: Roster, outcome: Extract<RosterReplaced, { why: 'older' }>): string[] {
  const changes = describeRosterChange(outcome.current, given);
  const more = changes.length > LISTED_MAX ? [`… và ${changes.length - LISTED_MAX} thay đổi khác`] : [];
  return [
    `Danh bạ «${file}» được xuất ở phiên bản ${outcome.given}, danh bạ đang dùng là phiên bản ${outcome.current.version}: đã có người nhập danh bạ khác.`,
    'Nhập tệp này thì danh bạ đang dùng sẽ:',
    ...[...changes.slice(0, LISTED_MAX), ...more].map((line) => `  ${line}`),
    'Chưa có gì thay đổi. Chạy lại «dondoc roster export», sửa trên bản mới rồi nhập; hoặc thêm --force để thay bằng tệp này.',
  ];
}

/** What an import would leave undone, and the ways on. */
function leftAlone(file: string, { orphaned }: Extract<RosterReplaced, { why: 'orphans' }>): string[] {
  return [
    `Nhập «${file}» thì việc đang mở của các cơ quan sau không còn người nhận:`,
    ...orphanWords(orphaned).map((line) => `  ${line}`),
    'Chưa có gì thay đổi. Cơ quan đã sáp nhập hoặc đổi tên: thêm tên cũ vào tên gọi khác (aliases) của cơ quan tiếp nhận, việc sẽ chuyển theo. Cơ quan còn hoạt động: thêm người nhận. Vẫn muốn nhập: thêm --accept-orphans.',
  ];
}

/** What came in, whom open work went over to, who is told of it, and what nobody does yet. */
function imported(given: Roster, { followed, unheard, told }: Extract<RosterImported, { ok: true }>): string {
  const { moved, renewed, orphaned, alone } = followed;
  const left = [...orphaned, ...alone];
  return [
    `Đã nhập ${given.agencies.length} cơ quan, ${given.contacts.length} người.`,
    ...moved.map(({ from, to, open }) => `Chuyển ${open} việc đang mở từ «${from.name}» sang «${to.name}» (${to.id}).`),
    ...renewed.map(({ name, open }) => `${open} việc đang mở của «${name}» có người nhận mới.`),
    ...(unheard.length === 0
      ? []
      : [
          told
            ? `Người nhận mới được báo về ${unheard.length} việc trong đợt gửi kế tiếp.`
            : `Người nhận mới được báo về ${unheard.length} việc khi hệ thống chạy lại; để báo ngay, chạy «dondoc reconcile --fix» sau khi khởi động.`,
        ]),
    ...(left.length === 0
      ? []
      : ['Còn việc đang mở chưa có ai nhận:', ...orphanWords(left).map((line) => `  ${line}`)]),
  ]
    .join('\n')
    .concat('\n');
}
