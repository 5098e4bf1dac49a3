#!/usr/bin/env node
// `npx dondoc COMMAND`: runs the TypeScript sources through tsx, from whichever folder it is called.
import { register } from 'tsx/esm/api';

register();
await import('../cli/dondoc.ts');
