import type { EvidenceSettings } from '#config/evidence-settings.ts';
import { createDiskStore } from './disk-store.ts';
import type { EvidenceStore } from './evidence-store.ts';

/** The store that the settings name. The client of S3 is loaded where there is one: it is larger than the rest of the program. */
export async function openEvidenceStore({ s3, folder }: EvidenceSettings): Promise<EvidenceStore> {
  if (s3 === null) return createDiskStore(folder);
  const { createS3Store } = await import('./s3-store.ts');
  return createS3Store(s3);
}
