import type { Handler } from '#api/handler.ts';
import { mayReadMailbox } from '#api/who-reads-mailbox.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { channelTitle } from '#domain/delivery/known-channel.ts';
import { capital } from '#domain/words/capital.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { viewDay } from '#operations/seam/view-day.ts';
import { seeNames } from '#operations/see-names.ts';

export const getMeta: Handler<'getMeta'> = async (context, { actor, raw }) => ({
  ...(await seeNames(context, actor, {})),
  zone: context.zone,
  embedded: mayReadMailbox(context, raw, actor),
  today: viewDay(context).dataDate,
  evidence: context.evidence.limits,
  statusWords: WORDS.status,
  dueStateWords: Object.fromEntries(Object.entries(WORDS.dueState).map(([state, words]) => [state, capital(words)])),
  channelWords: Object.fromEntries(CHANNEL_KINDS.map((kind) => [kind.name, channelTitle(kind)])),
});
