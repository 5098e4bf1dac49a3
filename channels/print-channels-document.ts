// `npm run docs:channels`: writes docs/channels.md anew.
import { writeFileSync } from 'node:fs';
import { channelsDocument } from './channels-document.ts';

writeFileSync(new URL('../docs/channels.md', import.meta.url), channelsDocument());
