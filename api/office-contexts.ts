// Each request happens in one office: whoever asks belongs to it, or the link says of which one it is.
import type { FastifyRequest } from 'fastify';
import { officeOfToken } from '#channels/signed-links.ts';
import { FIRST_OFFICE } from '#store/database.ts';
import { hasOffice } from '#store/member-office-store.ts';
import type { ApiContext } from './context.ts';

export interface OfficeContexts {
  /** Of an office that somebody was found to belong to. */
  of(office: number | undefined): ApiContext;
  /** Of the office that a token names. One that there is not is the first's matter, where the token is none. */
  ofToken(token: string): Promise<ApiContext>;
  /** Of whoever asks; of what is for everybody that of the link in its path. */
  ofRequest(request: Pick<FastifyRequest, 'actor' | 'params'>, isForEverybody: boolean): Promise<ApiContext>;
}

/** The first office's is what everything is given that is nobody's in particular. */
export function createOfficeContexts(first: ApiContext): OfficeContexts {
  const made = new Map<number, ApiContext>([[FIRST_OFFICE, first]]);
  const of = (office: number = FIRST_OFFICE): ApiContext => {
    const known = made.get(office);
    if (known !== undefined) return known;
    if (first.ofOffice === undefined) throw new Error(`this API serves one office, and was asked for office ${office}`);
    const context = { ...first, ...first.ofOffice(office) };
    made.set(office, context);
    return context;
  };
  const ofToken = async (token: string): Promise<ApiContext> => {
    const office = officeOfToken(token);
    return office === FIRST_OFFICE || !(await hasOffice(first.database, office)) ? first : of(office);
  };
  return {
    of,
    ofToken,
    async ofRequest({ actor, params }, isForEverybody) {
      const token = isForEverybody ? (params as { token?: unknown } | undefined)?.token : undefined;
      return typeof token === 'string' ? ofToken(token) : of(actor?.office);
    },
  };
}
