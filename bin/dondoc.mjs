#!/usr/bin/env node
// `npx dondoc COMMAND`: runs the TypeScript sources through tsx, from whichever folder it is called.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// A clone after `npm ci` alone has no code for the database yet; `npm start` and `npm test` keep what is there up to date.
if (!existsSync(inProject('store/generated/client.ts'))) {
  const steps = [inProject('local/install/ensure-installed.mjs'), 'command'];
  const { status } = spawnSync(process.execPath, steps, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
await import('../cli/dondoc.ts');
