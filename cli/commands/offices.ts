// `dondoc offices list | add`: which offices this installation serves, and another one.
import type { Command } from 'commander';
import { accountLinkUrl } from '#domain/message/account-letter.ts';
import { readInstallation } from '#local/supervisor/installation.ts';
import { addOffice } from '#operations/add-office.ts';
import { listOffices } from '#operations/list-offices.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { contextOf, withInstallation } from '../open-installation.ts';
import { orRefuse } from '../refuse.ts';

/** Adds the two commands. */
export function registerOffices(program: Command): void {
  const offices = program.command('offices').description('các cơ quan dùng chung bản cài đặt này');
  offices
    .command('list')
    .description('liệt kê các cơ quan với số của từng cơ quan')
    .action(async () => {
      const rows = await withInstallation((database) => listOffices({ database }, ADMINISTRATOR, {}));
      for (const { id, name } of rows) process.stdout.write(`${id}  ${name}\n`);
      process.stderr.write(`${rows.length} cơ quan.\n`);
    });
  offices
    .command('add')
    .description('thêm một cơ quan và in đường dẫn đặt mật khẩu cho cán bộ đầu tiên (dùng một lần, trong 7 ngày)')
    .argument('<name>', 'tên cơ quan, ví dụ «UBND xã An Thanh»')
    .requiredOption('--email <email>', 'địa chỉ thư của cán bộ đầu tiên: quản trị và cán bộ phụ trách của cơ quan')
    .option('--officer <name>', 'họ và tên cán bộ đó; không nêu thì dùng địa chỉ thư')
    .action(async (name: string, { email, officer }: { email: string; officer?: string }) => {
      const { added, publicUrl } = await withInstallation(async (database, env) => ({
        added: await addOffice({ ...(await contextOf(database)), letters: null }, ADMINISTRATOR, {
          name,
          officer: { name: officer ?? email, email },
        }),
        publicUrl: readInstallation(env.dataDir)?.publicUrl ?? env.publicUrl,
      }));
      const { office, token } = orRefuse(added);
      process.stderr.write(`Đã thêm cơ quan số ${office}: ${name}.\n`);
      // Who has an account already signs in as before, and goes over to it.
      if (token === null)
        process.stderr.write(`${email} đã có tài khoản: đăng nhập như thường lệ rồi chọn «Sang ${name}».\n`);
      else process.stdout.write(`${accountLinkUrl(publicUrl, token)}\n`);
    });
}
