// `dondoc roster export | import FILE`: the agencies, people, groups and the chain as one JSON.

import type { Command } from 'commander';
import { createLinkCode, LINK_CODE_MINUTES } from '#channels/zalo/link-code.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { describeRosterChange } from '#domain/roster/describe-change.ts';
import { addLinkCode } from '#store/contact-link-store.ts';
import { exportRoster, type RosterReplaced, replaceRoster } from '#store/roster-store.ts';
import { ADMINISTRATOR, withInstallation } from '../open-installation.ts';
import { readRoster } from '../read-roster.ts';
import { refuse } from '../refuse.ts';

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
      const by = { actor: ADMINISTRATOR, now: new Date() };
      const outcome = await withInstallation((database) => replaceRoster(database, asked, DEFAULT_ZONE, by));
      if (!outcome.ok) refuse(changedSince(file, given, outcome));
      process.stderr.write(`Đã nhập ${given.agencies.length} cơ quan, ${given.contacts.length} người.\n`);
    });
  roster
    .command('zalo-code')
    .description('mã dùng một lần để một người liên kết tài khoản Zalo: người đó nhắn mã cho Official Account')
    .argument('<contact>', 'mã người trong danh bạ')
    .action(async (contactId: string) => {
      const { code, shown } = createLinkCode();
      const now = new Date();
      const expiresAt = new Date(now.getTime() + LINK_CODE_MINUTES * 60_000);
      const date = toLocalDate(instantOf(now), DEFAULT_ZONE);
      const contact = await withInstallation((database) =>
        addLinkCode(database, { code, contactId, expiresAt, date }, now, ADMINISTRATOR),
      );
      if (contact === null)
        refuse([`Không có «${contactId}» trong danh bạ. Xem mã người bằng «dondoc roster export».`]);
      process.stdout.write(`${shown}\n`);
      process.stderr.write(`${contact.name} nhắn mã này cho Official Account trong ${LINK_CODE_MINUTES} phút.\n`);
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
