// Files that the pages upload: kept by name, one after the other; `hong` in a name is refused as the API would.
import { ERROR_CODES } from '#contracts/error-codes.ts';
import type { UploadedEvidence } from '#contracts/evidence.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { World } from './mock-world.ts';
import { Refusal } from './refusal.ts';

export const MOCK_LIMITS = { fileBytes: 20 * 1024 * 1024, files: 10 };

export interface MockUpload {
  name: string;
  size: number;
}

export function keepUpload(world: World, { name, size }: MockUpload): UploadedEvidence {
  if (name.includes('hong'))
    throw new Refusal({
      ...ERROR_CODES['evidence-refused'],
      detail: `Tệp «${name}»: Tệp bị hỏng hoặc tải chưa hết, không mở được.`,
      code: 'evidence-refused',
    });
  const id = `tep-${world.uploads.length + 1}`;
  const mediaType = name.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg';
  const file = {
    id,
    name,
    size: Math.max(1, size),
    mediaType,
    sha256: id.padStart(64, '0').replace(/[^0-9a-f]/g, '0'),
  };
  world.uploads.push(file);
  return { ...file, expiresAt: instantOf('2026-06-11T02:30:00Z') };
}
