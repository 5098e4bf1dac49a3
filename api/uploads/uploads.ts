// How a file comes in: as many at once as the machine carries, at a pace, to a file of its own that is gone afterwards.
import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { ApiProblem } from '#api/problem.ts';
import type { ErrorCode } from '#contracts/error-codes.ts';
import { plainFileName } from './plain-file-name.ts';
import { openUploadFolder } from './upload-folder.ts';
import { type Pace, watchPace } from './watch-pace.ts';

export interface ReceivedFile {
  path: string;
  /** As people read it: no folders, no signs that are none. */
  name: string;
  size: number;
  sha256: string;
}

/** What is uploaded: how large it may be, and what whoever sends something else is told. */
export interface UploadKind {
  fileBytes: number;
  /** The name of a file that came without one. */
  unnamed: string;
  /** One sentence: what to send instead. */
  wanted: string;
  tooLarge(bytes: number): ApiProblem;
  missing: ErrorCode;
}

export interface Uploads {
  /** Lets `use` work on the request's file, which is gone afterwards whatever happened; refuses with an ApiProblem. */
  take<T>(request: FastifyRequest, kind: UploadKind, use: (file: ReceivedFile) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface UploadLimits extends Pace {
  atOnce: number;
}

/** 20 MB over a line of 2 Mbit/s take a minute and a half; api/http-server.ts ends every request after two. */
const LIMITS: UploadLimits = { atOnce: 32, idleMs: 10_000, idleBytes: 8 * 1024, wholeMs: 110_000 };

/** What surrounds the file in a form. */
const FORM_BYTES = 64 * 1024;

export function createUploads(limits: UploadLimits = LIMITS): Uploads {
  let arriving = 0;
  let folder: Promise<string> | null = null;
  return {
    async take(request, kind, use) {
      // Without a body there is no type either, and the framework would let it pass.
      if (!request.isMultipart())
        throw new ApiProblem('media-type-unknown', `Tệp được nhận dưới dạng multipart/form-data. ${kind.wanted}`);
      if (arriving >= limits.atOnce)
        throw new ApiProblem(
          'uploads-busy',
          `Đang có ${arriving} tệp được tải lên cùng lúc, đã đến giới hạn. Chờ vài giây rồi gửi lại.`,
        );
      const declared = Number(request.headers['content-length'] ?? 0);
      if (declared > kind.fileBytes + FORM_BYTES) throw kind.tooLarge(declared);
      folder ??= openUploadFolder();
      const path = join(await folder, randomUUID());
      try {
        arriving += 1;
        const received = await receive(request, { path, kind, limits }).finally(() => {
          arriving -= 1;
        });
        return await use({ path, ...received });
      } finally {
        await rm(path, { force: true });
      }
    },
    async close() {
      if (folder !== null) await rm(await folder, { recursive: true, force: true });
    },
  };
}

type Arrived = Omit<ReceivedFile, 'path'>;

async function receive(
  request: FastifyRequest,
  { path, kind, limits }: { path: string; kind: UploadKind; limits: UploadLimits },
): Promise<Arrived> {
  const pace = watchPace(request.raw, limits);
  const givenUp = new AbortController();
  try {
    return await Promise.race([store(request, { path, kind }, givenUp.signal), pace.failed]);
  } catch (error) {
    // Whoever still waits for the next piece closes its file now, and not when the memory is tidied up.
    givenUp.abort();
    // Whatever part of it is still on the way: nobody takes it any more.
    request.raw.unpipe();
    throw error;
  } finally {
    pace.stop();
  }
}

/** The one file of the form; a form that is cut off, or holds none or another, is refused in words. */
async function store(
  request: FastifyRequest,
  { path, kind }: { path: string; kind: UploadKind },
  givenUp: AbortSignal,
): Promise<Arrived> {
  let stored: Arrived | undefined;
  try {
    for await (const part of request.files()) {
      if (part.fieldname !== FIELD)
        throw new ApiProblem('invalid-request', `Tệp phải nằm ở ô «${FIELD}» của biểu mẫu. ${kind.wanted}`);
      const content = await storePart(addAbortSignal(givenUp, part.file), path, kind);
      stored = { name: plainFileName(part.filename, kind.unnamed), ...content };
    }
  } catch (error) {
    // What the form's reader refuses by its own limits has a status; what breaks it has none.
    const isNamed = error instanceof ApiProblem || (error instanceof Error && 'statusCode' in error);
    if (isNamed) throw error;
    throw new ApiProblem('invalid-request', `Tệp gửi lên bị cắt giữa chừng hoặc biểu mẫu sai dạng. ${kind.wanted}`);
  }
  if (stored === undefined) throw new ApiProblem(kind.missing, `Chưa chọn tệp. ${kind.wanted}`);
  return stored;
}

async function storePart(
  content: AsyncIterable<Buffer>,
  path: string,
  kind: UploadKind,
): Promise<Pick<ReceivedFile, 'size' | 'sha256'>> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) {
      size += chunk.length;
      if (size > kind.fileBytes) throw kind.tooLarge(size);
      hash.update(chunk);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}

const FIELD = 'file';
