// `dondoc webhooks list | add | rotate | remove | resend`: the systems that are told of events.

import type { Command } from 'commander';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookPorts, type WebhookPorts } from '#channels/webhook/webhook-ports.ts';
import type { Env } from '#config/env.ts';
import { wallClock } from '#contracts/clock.ts';
import { WebhookFilter, WebhookUrl } from '#contracts/webhooks.ts';
import { installationSecret } from '#local/supervisor/installation.ts';
import { addWebhook } from '#operations/add-webhook.ts';
import { removeWebhook } from '#operations/remove-webhook.ts';
import { resendWebhookEvents } from '#operations/resend-webhook-events.ts';
import { rotateWebhookSecret } from '#operations/rotate-webhook-secret.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { listSubscriptions } from '#store/webhook-store.ts';
import { contextOf, withInstallation } from '../open-installation.ts';
import { orRefuse, refuse } from '../refuse.ts';

/** Adds the commands; data on stdout as JSON. */
export function registerWebhooks(program: Command): void {
  const webhooks = program.command('webhooks').description('hệ thống nhận sự kiện (Standard Webhooks)');
  webhooks
    .command('list')
    .description('in các đăng ký, số sự kiện đang chờ và số sự kiện phải gửi lại')
    .action(async () => print(await withInstallation((database) => listSubscriptions(database, wallClock()))));
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
      const removed = await withInstallation(async (database) =>
        removeWebhook(await contextOf(database), ADMINISTRATOR, { id }),
      );
      print({ deliveries: orRefuse(removed, [SEE_IDS]).deliveries });
    });
  webhooks
    .command('resend')
    .description('gửi lại những sự kiện đã thôi không thử nữa')
    .argument('<id>', 'mã đăng ký')
    .option('--delivery <id>', 'chỉ một sự kiện')
    .action(async (id: string, options: { delivery?: string }) => {
      const resent = await withInstallation(async (database) =>
        resendWebhookEvents(await contextOf(database), ADMINISTRATOR, { id, deliveryId: options.delivery }),
      );
      print({ resent: orRefuse(resent, [SEE_IDS]).resent });
    });
}

async function add(url: string, filter: string[]) {
  const problems = [
    ...issuesOf(`«${url}»`, WebhookUrl.safeParse(url)),
    ...issuesOf('--filter', WebhookFilter.safeParse(filter)),
  ];
  if (problems.length > 0) refuse(problems);
  const added = await withInstallation(async (database, env) =>
    addWebhook({ ...(await contextOf(database)), webhooks: portsOf(env) }, ADMINISTRATOR, { url, filter }),
  );
  const { id, secret } = orRefuse(added);
  return { id, url, filter, secret };
}

async function rotate(id: string) {
  const rotated = await withInstallation(async (database, env) =>
    rotateWebhookSecret({ ...(await contextOf(database)), webhooks: portsOf(env) }, ADMINISTRATOR, { id }),
  );
  const { secret, oldSecretUntil } = orRefuse(rotated, [SEE_IDS]);
  return { id, secret, oldSecretUntil };
}

function portsOf(env: Env): WebhookPorts {
  const box = createSecretBox(env.encryptionKey ?? installationSecret(env.dataDir), 'webhook-secret');
  return createWebhookPorts({ box, allowPrivate: env.webhookAllowPrivate });
}

function issuesOf(place: string, { error }: { error?: { issues: readonly { message: string }[] } }): string[] {
  return (error?.issues ?? []).map(({ message }) => `${place} ${message}.`);
}

const SEE_IDS = 'Xem các mã đăng ký bằng «dondoc webhooks list».';

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
