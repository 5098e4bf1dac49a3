// `dondoc incoming list | retry`: mails and Zalo events that could not be worked on.
import type { Command } from 'commander';
import { retryIncoming } from '#operations/retry-incoming.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { listDeadIncoming } from '#store/incoming-store.ts';
import { contextOf, withInstallation } from '../open-installation.ts';
import { refuse } from '../refuse.ts';

const LISTED_MAX = 200;

/** Adds both commands. */
export function registerIncoming(program: Command): void {
  const incoming = program.command('incoming').description('thư đến và sự kiện Zalo không xử lý được');
  incoming
    .command('list')
    .description('liệt kê kèm lý do, mới nhất trước')
    .action(async () => {
      const dead = await withInstallation((database) => listDeadIncoming(database, LISTED_MAX));
      for (const { id, source, receivedAt, attempts, result, sizeBytes } of dead)
        process.stdout.write(
          `${id}  ${source}  nhận ${receivedAt.toISOString()}  ${sizeBytes ?? '?'} byte  đã thử ${attempts} lần  ${oneLine(result ?? '')}\n`,
        );
      process.stderr.write(dead.length === 0 ? 'Không có mục nào.\n' : `${dead.length} mục.\n`);
    });
  incoming
    .command('retry')
    .description('thử xử lý lại: mọi mục, hoặc các mục có mã nêu ra')
    .argument('[ids...]', 'mã do «dondoc incoming list» in ra')
    .action(async (ids: string[]) => {
      const wanted = { ids: ids.length === 0 ? ('all' as const) : ids };
      const { retried } = await withInstallation(async (database) =>
        retryIncoming(await contextOf(database), ADMINISTRATOR, wanted),
      );
      if (retried === 0) refuse(['Không có mục nào để thử lại. Xem các mục bằng «dondoc incoming list».']);
      process.stderr.write(`Sẽ thử lại ${retried} mục.\n`);
    });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 300);
}
