// `npm run docs:rights`: writes docs/rights.md anew.
import { writeFileSync } from 'node:fs';
import { rightsDocument } from '#domain/rights/rights-document.ts';

writeFileSync(new URL('../docs/rights.md', import.meta.url), rightsDocument());
