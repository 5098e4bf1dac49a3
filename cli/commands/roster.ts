// `dondoc roster export | import FILE`: the agencies, people, groups and the chain as one JSON.
import type { Command } from 'commander';
import { createLinkCode } from '#channels/zalo/link-code.ts';
import type { Roster } from '#contracts/roster.ts';
import { describeRosterChange } from '#domain/roster/describe-change.ts';
import { importRoster } from '#operations/import-roster.ts';
import { LINK_CODE_MINUTES, makeZaloCode } from '#operations/make-zalo-code.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { exportRoster, type RosterReplaced } from '#store/roster-store.ts';
import { contextOf, withInstallation } from '../open-installation.ts';
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
    .action(async (file: string, { force = false }: { force?: boolean }) => {
      const { roster: given, reasons } = await readRoster(file);
      if (given === null || reasons.length > 0) refuse(reasons);
      const asked = force ? { ...given, version: undefined } : given;
      const outcome = await withInstallation(async (database) =>
        importRoster(await contextOf(database), ADMINISTRATOR, { roster: asked }),
      );
      if (!outcome.ok) refuse(changedSince(file, given, outcome));
      process.stderr.write(`Đã nhập ${given.agencies.length} cơ quan, ${given.contacts.length} người.\n`);
    });
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

const LISTED_MAX = 10;

/** Why an older file is not taken, what it would undo, and the ways on. */
function changedSince(file: string, given: Roster, outcome: Extract<RosterReplaced, { ok: false }>): string[] {
  const changes = describeRosterChange(outcome.current, given);
  const more = changes.length > LISTED_MAX ? [`… và ${changes.length - LISTED_MAX} thay đổi khác`] : [];
  return [
    `Danh bạ «${file}» được xuất ở phiên bản ${outcome.given}, danh bạ đang dùng là phiên bản ${outcome.current.version}: đã có người nhập danh bạ khác.`,
    'Nhập tệp này thì danh bạ đang dùng sẽ:',
    ...[...changes.slice(0, LISTED_MAX), ...more].map((line) => `  ${line}`),
    'Chưa có gì thay đổi. Chạy lại «dondoc roster export», sửa trên bản mới rồi nhập; hoặc thêm --force để thay bằng tệp này.',
  ];
}
