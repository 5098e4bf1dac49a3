import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadEnv } from '#config/env.ts';
import { publicPathOf, whyNoPublicPath, withoutPublicPath } from '#config/public-path.ts';
import { otherRoutes } from '#contracts/other-routes.ts';
import { routes } from '#contracts/routes.ts';

test('a public address may have a path, and what is more than that is refused with what to do', () => {
  expect(publicPathOf(loadEnv({ PUBLIC_URL: 'https://tuky.example/dondoc/' }).publicUrl)).toBe('/dondoc');
  expect(publicPathOf(loadEnv({ PUBLIC_URL: 'https://tuky.example/a/b.c' }).publicUrl)).toBe('/a/b.c');
  expect(publicPathOf('https://tuky.example')).toBe('');
  for (const address of ['https://tuky.example/?x=1', 'https://tuky.example/#x', 'https://ai:mk@tuky.example'])
    expect(() => loadEnv({ PUBLIC_URL: address })).toThrow(/- PUBLIC_URL: .*không có tham số hay tài khoản/);
  for (const path of ['/Dondoc', '/đôn-đốc', '//x', '/a//b', '/a%20b', '/-x'])
    expect(() => loadEnv({ PUBLIC_URL: `https://tuky.example${path}` })).toThrow(/- PUBLIC_URL: .*chữ thường/);
});

test('a path that begins like an address of the product is refused: whether a proxy took it off could not be told', () => {
  const router = readFileSync(new URL('../../web/src/app/router.tsx', import.meta.url), 'utf8');
  const pages = [...router.matchAll(/path: '(\/[^']+)'/g)].map((match) => match[1] as string);
  expect(pages.length).toBeGreaterThan(10);
  const own = [...pages, ...Object.values({ ...routes, ...otherRoutes }).map(({ path }) => path), '/assets/x'];
  const first = [...new Set(own.map((path) => path.split('/')[1] as string))].filter((word) => /^[a-z]/.test(word));
  const accepted = first.filter((word) => whyNoPublicPath(new URL(`https://tuky.example/${word}/x`)) === null);
  expect(accepted).toEqual([]);
});

test.each([
  ['/dondoc', '/'],
  ['/dondoc/', '/'],
  ['/dondoc?x=1', '/?x=1'],
  ['/dondoc/viec?x=/dondoc', '/viec?x=/dondoc'],
  // A proxy that has taken it off, and links of letters from before the path.
  ['/viec/1', '/viec/1'],
  ['/dondocs/viec', '/dondocs/viec'],
  ['/x/dondoc/viec', '/x/dondoc/viec'],
  ['*', '*'],
])('%s is %s for the routes', (target, known) => {
  expect(withoutPublicPath(target, '/dondoc')).toBe(known);
  expect(withoutPublicPath(target, '')).toBe(target);
});
