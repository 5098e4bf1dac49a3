// What the checking thread runs first: a thread does not take over the loader of its parent, and without it a program in TypeScript does not load.
import { register } from 'tsx/esm/api';

register();
await import('./check-thread.ts');
