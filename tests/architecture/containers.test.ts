// docker-compose.yml and Dockerfile, held to what a container may do.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Service {
  image: string;
  user?: string;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  privileged?: boolean;
  read_only?: boolean;
  ports?: string[];
  volumes?: string[];
  network_mode?: string;
  pid?: string;
  devices?: string[];
  healthcheck?: { test: string[] };
  environment?: Record<string, string>;
  env_file?: string;
}

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const services = Object.entries(compose.services);
const PINNED = /^[a-z0-9/.-]+:[\w.-]+@sha256:[0-9a-f]{64}$/;
const OWN_IMAGE = 'dondoc:local';

test.each(services)('%s comes from an image that nobody can exchange', (_, { image }) => {
  if (image !== OWN_IMAGE) expect(image).toMatch(PINNED);
});

test('our own image is built on one that nobody can exchange', () => {
  const dockerfile = read('Dockerfile');
  const base = /^ARG NODE_IMAGE=(.*)$/m.exec(dockerfile)?.[1];
  expect(base).toMatch(PINNED);
  const stages = [...dockerfile.matchAll(/^FROM (\S+)(?: AS (\S+))?$/gm)];
  const named = stages.map(([, , name]) => name);
  for (const [, from] of stages) if (!named.includes(from as string)) expect(from).toMatch(/^\$\{NODE_IMAGE\}$/);
  expect(dockerfile.trimEnd().split('\n').slice(-2)[0]).toBe('USER node');
});

test.each(services)('%s has no capability, gains none, and is not root', (_, service) => {
  expect(service.cap_drop).toEqual(['ALL']);
  expect(service.cap_add).toBeUndefined();
  expect(service.security_opt).toContain('no-new-privileges:true');
  expect(service.privileged ?? false).toBe(false);
  expect(service.user).toMatch(/^(node|postgres|temporal)$/);
  for (const door of ['network_mode', 'pid', 'devices'] as const) expect(service[door]).toBeUndefined();
});

test('what need not write into its image can not', () => {
  const writable = services.filter(([, { read_only }]) => read_only !== true).map(([name]) => name);
  expect(writable).toEqual(['temporal', 'temporal-ui']);
});

test.each([
  ['what channels answered outlives the worker’s container', 'worker', 'answers'],
  ['files of reports outlive the API’s container', 'api', 'evidence'],
])('%s: a volume of the folder where it is kept, which is the program’s own', (_promise, service, kept) => {
  const { volumes = [], environment, user } = compose.services[service] as Service;
  const folder = `${environment?.DONDOC_DATA_DIR}/${kept}`;
  const mounts = volumes.map((volume) => volume.split(':'));
  expect(mounts.map(([, path]) => path)).toEqual([folder]);
  for (const [name] of mounts) expect(Object.keys(compose.volumes)).toContain(name);
  // A new volume is given to whom the folder of the image belongs to.
  const made = /^RUN install -d -o (\w+) -g \w+ -m 0700 (.+)$/m.exec(read('Dockerfile'));
  expect(made?.[1]).toBe(user);
  const folders = made?.[2]?.split(' ').map((path) => `/app/${path}`) ?? [];
  expect(folders[0]).toBe(environment?.DONDOC_DATA_DIR);
  expect(folders).toContain(folder);
});

test('nothing is reachable from outside of the machine, and nothing of the machine is mounted', () => {
  const ports = services.flatMap(([, service]) => service.ports ?? []);
  expect(ports.length).toBeGreaterThan(0);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  for (const [, { volumes = [] }] of services) for (const volume of volumes) expect(volume).toMatch(/^[a-z]+:/);
});

test('the owner of the database is known to its server, to Temporal’s and to the step that migrates', () => {
  const knowing = services
    .filter(([, { environment = {} }]) =>
      Object.values(environment).some((value) => value.includes('${POSTGRES_PASSWORD')),
    )
    .map(([name]) => name);
  expect(knowing).toEqual(['postgres', 'temporal', 'prepare']);
  // .env holds the owner's password, and these are given the whole file.
  for (const [, { env_file, environment = {} }] of services)
    if (env_file !== undefined) expect(environment).toMatchObject({ POSTGRES_PASSWORD: '', DATABASE_OWNER_URL: '' });
});

test('whoever listens says whether it is well', () => {
  const silent = services.filter(([, { healthcheck }]) => healthcheck === undefined).map(([name]) => name);
  expect(silent).toEqual(['prepare', 'worker']);
});
