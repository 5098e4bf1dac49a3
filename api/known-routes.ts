// Which methods an address takes, for whoever asked it with another one.
import type { FastifyInstance, RouteOptions } from 'fastify';
import { decodedPath, isMachinePath } from './machine-paths.ts';

/** Collects the routes that are registered from now on; `methodsOf` names what an address takes, empty when it is nobody's. */
export function collectRoutes(app: Pick<FastifyInstance, 'addHook'>, { pages }: { pages: boolean }) {
  const known: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', ({ url, method }: RouteOptions) => {
    known.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  return {
    methodsOf(url: string): string[] {
      const path = decodedPath(url);
      const methods = known.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
      if (methods.length > 0) return [...new Set(methods)].sort();
      // Every other address is one of the single page.
      return pages && !isMachinePath(url) ? ['GET', 'HEAD'] : [];
    },
  };
}

function patternOf(url: string): RegExp {
  const source = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}$`);
}
