// `dondoc accounts list | invite | invite-again | reset | second-factor | drop-factor`: for whoever runs the installation, also when nobody can sign in any more.
import { Argument, type Command, Option } from 'commander';
import type { Env } from '#config/env.ts';
import { accountLinkUrl } from '#domain/message/account-letter.ts';
import { ROLE_WORDS, ROLES, type Role } from '#domain/rights/roles.ts';
import { SECOND_FACTOR_FOR, SECOND_FACTOR_FOR_WORDS, type SecondFactorFor } from '#domain/rights/second-factor.ts';
import { readInstallation } from '#local/supervisor/installation.ts';
import { askPasswordReset } from '#operations/ask-password-reset.ts';
import { dropSecondFactor } from '#operations/drop-second-factor.ts';
import { inviteAccount } from '#operations/invite-account.ts';
import { inviteAgain } from '#operations/invite-again.ts';
import { listAccounts } from '#operations/list-accounts.ts';
import { requireSecondFactor } from '#operations/require-second-factor.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { ACCOUNT_ORDERS } from '#store/account-list-store.ts';
import { findAccount } from '#store/account-store.ts';
import { loadSecondFactorFor } from '#store/sign-in-rule-store.ts';
import { contextOf, withInstallation } from '../open-installation.ts';
import { orRefuse, refuse } from '../refuse.ts';

/** Adds the commands. The links that they print work once: nothing is sent. */
export function registerAccounts(program: Command): void {
  const accounts = program.command('accounts').description('tài khoản đăng nhập');
  accounts
    .command('list')
    .description('liệt kê tài khoản với vai trò')
    .action(async () => {
      const page = { keyset: ACCOUNT_ORDERS.name, limit: null, after: null };
      const listed = await withInstallation(async (database) =>
        listAccounts(await contextOf(database), ADMINISTRATOR, { filter: {}, page }),
      );
      const rows = orRefuse(listed).items;
      for (const { email, name, roles, active, joined } of rows) {
        const held = roles.map(({ role, agencyId }) => (agencyId === null ? role : `${role}:${agencyId}`)).join(' ');
        const standing = !active ? 'đã tắt' : joined ? 'đang dùng' : 'chưa đặt mật khẩu';
        process.stdout.write(`${email}  ${name}  ${standing}  ${held || 'theo danh bạ'}\n`);
      }
      process.stderr.write(`${rows.length} tài khoản.\n`);
    });
  accounts
    .command('invite')
    .description('thêm tài khoản và in đường dẫn đặt mật khẩu (dùng một lần, trong 7 ngày)')
    .argument('<email>', 'địa chỉ thư của người được mời')
    .addOption(
      new Option('--role <role>', `vai trò: ${ROLES.map((role) => `${role} (${ROLE_WORDS[role]})`).join(', ')}`)
        .choices(ROLES)
        .makeOptionMandatory(),
    )
    .option('--agency <id>', 'cơ quan, với field-lead, lead-head và lead-clerk')
    .option('--name <name>', 'họ và tên; không nêu thì dùng địa chỉ thư')
    .action(async (email: string, { role, agency, name }: { role: Role; agency?: string; name?: string }) => {
      const given = { role, agencyId: agency ?? null, from: null, to: null };
      const { invited, publicUrl } = await withInstallation(async (database, env) => ({
        invited: await inviteAccount({ ...(await contextOf(database)), letters: null }, ADMINISTRATOR, {
          email,
          name: name ?? email,
          roles: [given],
        }),
        publicUrl: publicUrlOf(env),
      }));
      process.stdout.write(`${accountLinkUrl(publicUrl, orRefuse(invited).token as string)}\n`);
    });
  accounts
    .command('invite-again')
    .description('in đường dẫn đặt mật khẩu mới cho người đã mời mà chưa vào; đường dẫn cũ hết hiệu lực')
    .argument('<email>', 'địa chỉ thư của người được mời')
    .action(async (email: string) => {
      const { invited, publicUrl } = await withInstallation(async (database, env) => {
        const accountId = (await findAccount(database, { email }))?.id ?? '';
        const context = { ...(await contextOf(database)), letters: null };
        return { invited: await inviteAgain(context, ADMINISTRATOR, { accountId }), publicUrl: publicUrlOf(env) };
      });
      process.stdout.write(`${accountLinkUrl(publicUrl, orRefuse(invited).token as string)}\n`);
    });
  accounts
    .command('reset')
    .description('in đường dẫn đặt lại mật khẩu (dùng một lần, trong 2 giờ)')
    .argument('<email>', 'địa chỉ thư của tài khoản')
    .action(async (email: string) => {
      const { token, publicUrl } = await withInstallation(async (database, env) => ({
        ...(await askPasswordReset({ ...(await contextOf(database)), letters: null }, ADMINISTRATOR, { email })),
        publicUrl: publicUrlOf(env),
      }));
      if (token === null)
        refuse([`Không có tài khoản đang dùng nào với địa chỉ ${email}. Xem «dondoc accounts list».`]);
      process.stdout.write(`${accountLinkUrl(publicUrl, token)}\n`);
    });
  registerFactors(accounts);
}

/** What is asked at the sign-in, for when it keeps everybody out. */
function registerFactors(accounts: Command): void {
  accounts
    .command('second-factor')
    .description('đặt hoặc xem ai bắt buộc phải đăng nhập bằng hai bước')
    .addArgument(
      new Argument(
        '[whom]',
        SECOND_FACTOR_FOR.map((one) => `${one} (${SECOND_FACTOR_FOR_WORDS[one].toLowerCase()})`).join(', '),
      ).choices(SECOND_FACTOR_FOR),
    )
    .action(async (whom: SecondFactorFor | undefined) => {
      const now = await withInstallation(async (database) =>
        whom === undefined
          ? loadSecondFactorFor(database)
          : (await requireSecondFactor(await contextOf(database), ADMINISTRATOR, { whom })).whom,
      );
      process.stdout.write(`${now}  ${SECOND_FACTOR_FOR_WORDS[now]}\n`);
    });
  accounts
    .command('drop-factor')
    .description(
      'gỡ xác thực hai bước của người mất điện thoại và mã khôi phục; mọi phiên của họ kết thúc, họ được báo bằng thư',
    )
    .argument('<email>', 'địa chỉ thư của tài khoản')
    .requiredOption('--how <words>', 'đã xác minh người này bằng cách nào; ghi vào nhật ký và thư báo cho họ')
    .action(async (email: string, { how }: { how: string }) => {
      const outcome = await withInstallation(async (database) => {
        const accountId = (await findAccount(database, { email }))?.id ?? '';
        return dropSecondFactor(await contextOf(database), ADMINISTRATOR, { accountId, how });
      });
      const { dropped } = orRefuse(outcome);
      process.stdout.write(dropped ? 'Đã gỡ.\n' : 'Tài khoản này không bật xác thực hai bước.\n');
    });
}

/** Where the installation that runs is reached, which the shell of this command need not know. */
function publicUrlOf(env: Env): string {
  return readInstallation(env.dataDir)?.publicUrl ?? env.publicUrl;
}
