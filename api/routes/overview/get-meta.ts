import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { channelTitle } from '#domain/delivery/known-channel.ts';
import { capital } from '#domain/words/capital.ts';
import { WORDS } from '#domain/words/catalogue.ts';
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
    dueStateWords: Object.fromEntries(Object.entries(WORDS.dueState).map(([state, words]) => [state, capital(words)])),
    channelWords: Object.fromEntries(CHANNEL_KINDS.map((kind) => [kind.name, channelTitle(kind)])),
  };
};
