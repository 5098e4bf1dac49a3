import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { DUE_STATE_WORDS } from '#domain/audit/due-state-words.ts';
import { channelTitle } from '#domain/delivery/known-channel.ts';
import { WORDS } from '#domain/message/words.ts';
import { hasSample, listLeadAgencies, listPlanFields } from '#store/plan-list-store.ts';
import { loadOffice } from '#store/roster-store.ts';

export const getMeta: Handler<'getMeta'> = async (context) => {
  const [office, agencies, fields, sample] = await Promise.all([
    loadOffice(context.database),
    listLeadAgencies(context.database),
    listPlanFields(context.database),
    hasSample(context.database),
  ]);
  return {
    office: office.name,
    zone: context.zone,
    embedded: context.mailboxDir !== null,
    sample,
    today: dataDay(context).dataDate,
    agencies,
    fields,
    statusWords: WORDS.status,
    dueStateWords: DUE_STATE_WORDS,
    channelWords: Object.fromEntries(CHANNEL_KINDS.map((kind) => [kind.name, channelTitle(kind)])),
  };
};
