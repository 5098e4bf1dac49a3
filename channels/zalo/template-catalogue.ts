import type { Clock } from '#contracts/clock.ts';
import { readTemplateInfo, type TemplateInfo } from './check-template.ts';
import type { ZaloSession } from './zalo-session.ts';

/** How long a template's parameters are remembered; Zalo changes them only by a new review of one or two days. */
const FRESH_MS = 3_600_000;

export type TemplateCatalogue = { info(templateId: string): Promise<TemplateInfo | null> };

/** What Zalo says of a template, asked once an hour; an old answer is better than none, and none lets Zalo itself judge. */
export function createTemplateCatalogue(session: ZaloSession, businessUrl: string, now: Clock): TemplateCatalogue {
  const known = new Map<string, { info: TemplateInfo; readAtMs: number }>();
  return {
    async info(templateId) {
      const last = known.get(templateId);
      if (last !== undefined && now().getTime() - last.readAtMs < FRESH_MS) return last.info;
      const url = `${businessUrl}/template/info/v2?template_id=${encodeURIComponent(templateId)}`;
      const reply = await session.call({ wire: 'zbs', method: 'GET', url });
      const info = reply.kind === 'answer' && reply.error === 0 ? readTemplateInfo(reply.data) : null;
      if (info !== null) known.set(templateId, { info, readAtMs: now().getTime() });
      return info ?? last?.info ?? null;
    },
  };
}
