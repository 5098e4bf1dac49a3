import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import { DUE_STATE_WORDS } from '#domain/audit/due-state-words.ts';
import { WORDS } from '#domain/message/words.ts';
import { loadOffice } from '#store/roster-store.ts';

export const getMeta: Handler<'getMeta'> = async (context) => {
  const [office, agencies, fields, sample] = await Promise.all([
    loadOffice(context.database),
    context.database.agency.findMany({
      where: { assignments: { some: {} } },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    }),
    context.database.planField.findMany({ select: { code: true, title: true }, orderBy: { place: 'asc' } }),
    context.database.plan.count({ where: { sample: true } }),
  ]);
  return {
    office: office.name,
    zone: context.zone,
    embedded: context.mailboxDir !== null,
    sample: sample > 0,
    today: dataDay(context).dataDate,
    agencies,
    fields: [...new Map(fields.map((field) => [field.code, field])).values()],
    statusWords: WORDS.status,
    dueStateWords: DUE_STATE_WORDS,
  };
};
