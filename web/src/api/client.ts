import createClient from 'openapi-fetch';
import { publicPath } from '../app/page-facts.ts';
import { ProblemError } from './problem-error.ts';
import { againWhenProved } from './proof.ts';
import type { paths } from './schema.ts';

/** The API, typed by its OpenAPI document; same origin as the page. */
export const client = createClient<paths>({ baseUrl: window.location.origin + publicPath });
client.use(againWhenProved);

/** The data of an answer, or a ProblemError that says why there is none. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call.catch((thrown: unknown) => {
    // A page that was left cancels its questions: that is not a failure of the server.
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw new ProblemError({ status: 0 });
  });
  if (response.ok && data !== undefined) return data;
  throw ProblemError.of(response.status, error);
}
