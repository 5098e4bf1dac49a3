// `dondoc roster export | import FILE`: the agencies, people, groups and the chain as one JSON.
import type { Command } from 'commander';
import { createLinkCode, LINK_CODE_MINUTES } from '#channels/zalo/link-code.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { toLocalDate } from '#domain/shared/local-time.ts';
import { addLinkCode } from '#store/contact-link-store.ts';
import { loadRoster, saveRoster } from '#store/roster-store.ts';
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
      const stored = await withInstallation((database) => loadRoster(database));
      if (stored === null) refuse(['Chưa có danh bạ. Nhập bằng «dondoc roster import TỆP».']);
      process.stdout.write(`${JSON.stringify(stored, null, 2)}\n`);
    });
  roster
    .command('import')
    .description('thay danh bạ bằng nội dung một tệp JSON')
    .argument('<file>', 'tệp theo dạng của «dondoc roster export»')
    .action(async (file: string) => {
      const { roster: given, reasons } = await readRoster(file);
      if (given === null || reasons.length > 0) refuse(reasons);
      const by = { actor: ADMINISTRATOR, now: new Date() };
      await withInstallation((database) => saveRoster(database, given, DEFAULT_ZONE, by));
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
      const date = toLocalDate(now.toISOString(), DEFAULT_ZONE);
      const contact = await withInstallation((database) =>
        addLinkCode(database, { code, contactId, expiresAt, date }, now, ADMINISTRATOR),
      );
      if (contact === null)
        refuse([`Không có «${contactId}» trong danh bạ. Xem mã người bằng «dondoc roster export».`]);
      process.stdout.write(`${shown}\n`);
      process.stderr.write(`${contact.name} nhắn mã này cho Official Account trong ${LINK_CODE_MINUTES} phút.\n`);
    });
}
