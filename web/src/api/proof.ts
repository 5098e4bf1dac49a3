import type { Middleware } from 'openapi-fetch';

type Ask = () => Promise<boolean>;
let askSomebody: Ask | null = null;

/** Who asks people to show again that it is they; null = nobody does here, and the refusal is shown as any other. */
export function askForProofBy(ask: Ask | null): void {
  askSomebody = ask;
}

const kept = new WeakMap<Request, Request>();

/** What was refused because somebody has signed in long ago is sent once more when they have shown that it is they. */
export const againWhenProved: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') kept.set(request, request.clone());
  },
  async onResponse({ request, response }) {
    const again = kept.get(request);
    if (again === undefined || askSomebody === null || response.status !== 403) return undefined;
    const problem: { code?: string } = await response
      .clone()
      .json()
      .catch(() => ({}));
    if (problem.code !== 'proof-needed' || !(await askSomebody())) return undefined;
    return fetch(again);
  },
};
