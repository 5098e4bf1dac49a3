// `dondoc webhooks list | add | rotate | remove | resend`: the systems that are told of events.
import type { Command } from 'commander';
import { createSecretBox, type SecretBox } from '#channels/secret-box.ts';
import { guardAddress } from '#channels/webhook/address-guard.ts';
import { createWebhookSecret } from '#channels/webhook/webhook-secret.ts';
import type { Env } from '#config/env.ts';
import { WebhookFilter, WebhookUrl } from '#contracts/webhooks.ts';
import { installationSecret } from '#local/supervisor/installation.ts';
import { rotateSecret } from '#store/webhook-secret-store.ts';
import { addSubscription, listSubscriptions, removeSubscription, resendDead } from '#store/webhook-store.ts';
import { ADMINISTRATOR, withInstallation } from '../open-installation.ts';
import { refuse } from '../refuse.ts';

/** Adds the commands; data on stdout as JSON. */
export function registerWebhooks(program: Command): void {
  const webhooks = program.command('webhooks').description('hệ thống nhận sự kiện (Standard Webhooks)');
  webhooks
    .command('list')
    .description('in các đăng ký, số sự kiện đang chờ và số sự kiện phải gửi lại')
    .action(async () => print(await withInstallation((database) => listSubscriptions(database, new Date()))));
  webhooks
    .command('add')
    .description('đăng ký một địa chỉ; khóa ký chỉ in ra một lần')
    .argument('<url>')
    .option('--filter <type...>', 'loại sự kiện: *, assignment.*, assignment.acknowledged', ['*'])
    .action(async (url: string, { filter }: { filter: string[] }) => print(await add(url, filter)));
  webhooks
    .command('rotate')
    .description('cấp khóa ký mới, chỉ in ra một lần; khóa cũ còn ký thêm bảy ngày để nơi nhận kịp đổi')
    .argument('<id>', 'mã đăng ký')
    .action(async (id: string) => print(await rotate(id)));
  webhooks
    .command('remove')
    .description('xóa một đăng ký cùng những sự kiện đang chờ gửi tới đó; nhật ký vẫn giữ nguyên')
    .argument('<id>', 'mã đăng ký')
    .action(async (id: string) => {
      const deliveries = await withInstallation((database) =>
        removeSubscription(database, id, new Date(), ADMINISTRATOR),
      );
      if (deliveries === null) refuse([noSubscription(id)]);
      print({ deliveries });
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

async function add(url: string, filter: string[]) {
  const problems = [
    ...issuesOf(`«${url}»`, WebhookUrl.safeParse(url)),
    ...issuesOf('--filter', WebhookFilter.safeParse(filter)),
  ];
  if (problems.length > 0) refuse(problems);
  return withInstallation(async (database, env) => {
    const verdict = await guardAddress(new URL(url), { allowPrivate: env.webhookAllowPrivate });
    if (!verdict.ok && verdict.code !== 'unresolved') throw new Error(`Không nhận địa chỉ này: ${verdict.why}.`);
    const secret = createWebhookSecret();
    const subscription = { url, filter, sealedSecret: boxOf(env).seal(secret) };
    const id = await addSubscription(database, subscription, new Date(), ADMINISTRATOR);
    return { id, url, filter, secret };
  });
}

async function rotate(id: string) {
  return withInstallation(async (database, env) => {
    const secret = createWebhookSecret();
    const rotation = { subscriptionId: id, sealedSecret: boxOf(env).seal(secret) };
    const rotated = await rotateSecret(database, rotation, new Date(), ADMINISTRATOR);
    if (rotated.ok) return { id, secret, oldSecretUntil: rotated.oldSecretUntil.toISOString() };
    throw new Error(
      rotated.why === 'no-subscription' ? noSubscription(id) : 'Khóa này đã được đổi nhiều lần trong bảy ngày qua.',
    );
  });
}

function boxOf(env: Env): SecretBox {
  return createSecretBox(env.encryptionKey ?? installationSecret(env.dataDir), 'webhook-secret');
}

function issuesOf(place: string, { error }: { error?: { issues: readonly { message: string }[] } }): string[] {
  return (error?.issues ?? []).map(({ message }) => `${place} ${message}.`);
}

function noSubscription(id: string): string {
  return `Không có đăng ký ${id}. Xem các mã bằng \`dondoc webhooks list\`.`;
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
