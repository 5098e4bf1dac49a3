// What a file that is handed in really is. Read in small pieces and inflated in the pool of threads: nothing here holds up the loop.
import { fileTypeFromFile } from 'file-type';
import { EVIDENCE_TYPES, type EvidenceType } from '#contracts/evidence.ts';
import { EVIDENCE_REFUSALS } from './evidence-words.ts';
import { inspectZip } from './inspect-zip.ts';

export type CheckedEvidence =
  | { ok: true; mediaType: EvidenceType /** With an ending that fits the content. */; name: string }
  | { ok: false; why: string };

/** Whether a file may be kept as evidence: by its content alone, whatever its name says. */
export async function checkEvidence(
  path: string,
  { name, size }: { name: string; size: number },
): Promise<CheckedEvidence> {
  if (size === 0) return refuse('empty');
  // A library that stumbles over a broken file has not recognised it.
  const found = await fileTypeFromFile(path).catch(() => undefined);
  if (found === undefined) return refuse('unknown');
  const mediaType: string = found.mime;
  if (!isTaken(mediaType)) return refuse(whyNot(mediaType));
  if (mediaType.startsWith(OFFICE)) {
    const verdict = await inspectZip(path);
    if (verdict !== 'sound') return refuse(verdict);
  }
  return { ok: true, mediaType, name: withEnding(name, EVIDENCE_TYPES[mediaType]) };
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.';

function isTaken(mediaType: string): mediaType is EvidenceType {
  return Object.hasOwn(EVIDENCE_TYPES, mediaType);
}

function whyNot(mediaType: string): keyof typeof EVIDENCE_REFUSALS {
  if (mediaType === 'application/x-cfb') return 'oldOffice';
  if (/macroenabled/i.test(mediaType)) return 'macros';
  if (ARCHIVES.test(mediaType)) return 'archive';
  return /^(video|audio)\//.test(mediaType) ? 'film' : 'otherKind';
}

const ARCHIVES = /^application\/(zip|gzip|x-(7z-compressed|rar-compressed|tar|bzip2|xz|gtar-compressed)|zstd)$/;

function refuse(why: keyof typeof EVIDENCE_REFUSALS): CheckedEvidence {
  return { ok: false, why: EVIDENCE_REFUSALS[why] };
}

/** Whoever opens it later gets the program that the content is for, and no other. */
function withEnding(name: string, endings: readonly [string, ...string[]]): string {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  return name.includes('.') && endings.includes(ending) ? name : `${name}.${endings[0]}`;
}
