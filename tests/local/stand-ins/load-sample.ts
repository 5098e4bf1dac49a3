import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

writeFileSync(join(process.env.DONDOC_DATA_DIR as string, 'sample-loaded'), '');
