// `dondoc webhooks list | add | resend`: the systems that are told of events.
import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { createSecretBox } from '#channels/secret-box.ts';
import { guardAddress } from '#channels/webhook/address-guard.ts';
import { installationSecret } from '#local/supervisor/installation.ts';
import { addSubscription, listSubscriptions, resendDead } from '#store/webhook-store.ts';
import { withInstallation } from '../open-installation.ts';
import { refuse } from '../refuse.ts';

/** Adds the commands; data on stdout as JSON. */
export function registerWebhooks(program: Command): void {
  const webhooks = program.command('webhooks').description('hệ thống nhận sự kiện (Standard Webhooks)');
  webhooks
    .command('list')
    .description('in các đăng ký, số sự kiện đang chờ và số sự kiện phải gửi lại')
    .action(async () => print(await withInstallation((database) => listSubscriptions(database))));
  webhooks
    .command('add')
    .description('đăng ký một địa chỉ; khóa ký chỉ in ra một lần')
    .argument('<url>')
    .option('--filter <type...>', 'loại sự kiện: *, assignment.*, assignment.acknowledged', ['*'])
    .action(async (url: string, { filter }: { filter: string[] }) => {
      if (!URL.canParse(url)) refuse([`«${url}» không phải địa chỉ. Dùng dạng https://may/duong-dan.`]);
      const added = await withInstallation(async (database, env) => {
        const verdict = await guardAddress(new URL(url), { allowPrivate: env.webhookAllowPrivate });
        if (!verdict.ok && verdict.code !== 'unresolved') throw new Error(`Không nhận địa chỉ này: ${verdict.why}.`);
        const secret = `whsec_${randomBytes(24).toString('base64')}`;
        const box = createSecretBox(env.encryptionKey ?? installationSecret(env.dataDir), 'webhook-secret');
        const id = await addSubscription(database, { url, filter, sealedSecret: box.seal(secret) }, new Date());
        return { id, url, filter, secret };
      });
      print(added);
    });
  webhooks
    .command('resend')
    .description('gửi lại những sự kiện đã thôi không thử nữa')
    .argument('<id>', 'mã đăng ký')
    .option('--delivery <id>', 'chỉ một sự kiện')
    .action(async (subscriptionId: string, options: { delivery?: string }) => {
      const target = { subscriptionId, deliveryId: options.delivery };
      print({ resent: await withInstallation((database) => resendDead(database, target, new Date())) });
    });
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
