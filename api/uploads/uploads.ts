// How a file comes in: as many at once as the machine carries, at a pace, to a file of its own that is gone afterwards.
import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { ApiProblem } from '#api/problem.ts';
import { FILE_LIMITS } from '#documents/limits.ts';
import { tooLargeIssue } from '#documents/read-document.ts';
import { plainFileName } from './plain-file-name.ts';
import { openUploadFolder } from './upload-folder.ts';
import { type Pace, watchPace } from './watch-pace.ts';

export interface ReceivedFile {
  path: string;
  /** As people read it: no folders, no signs that are none. */
  name: string;
  sha256: string;
}

export interface Uploads {
  /** Lets `use` work on the request's file, which is gone afterwards whatever happened; refuses with an ApiProblem. */
  take<T>(request: FastifyRequest, use: (file: ReceivedFile) => Promise<T>): Promise<T>;
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
    async take(request, use) {
      // Without a body there is no type either, and the framework would let it pass.
      if (!request.isMultipart())
        throw new ApiProblem('media-type-unknown', `Tệp được nhận dưới dạng multipart/form-data. ${WHAT_TO_DO}`);
      if (arriving >= limits.atOnce)
        throw new ApiProblem(
          'uploads-busy',
          `Đang có ${arriving} tệp được tải lên cùng lúc, đã đến giới hạn. Chờ vài giây rồi gửi lại.`,
        );
      const declared = Number(request.headers['content-length'] ?? 0);
      if (declared > FILE_LIMITS.fileBytes + FORM_BYTES) throw tooLarge(declared);
      folder ??= openUploadFolder();
      const path = join(await folder, randomUUID());
      try {
        arriving += 1;
        const received = await receive(request, path, limits).finally(() => {
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

async function receive(
  request: FastifyRequest,
  path: string,
  limits: UploadLimits,
): Promise<Pick<ReceivedFile, 'name' | 'sha256'>> {
  const pace = watchPace(request.raw, limits);
  const givenUp = new AbortController();
  try {
    return await Promise.race([store(request, path, givenUp.signal), pace.failed]);
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
  path: string,
  givenUp: AbortSignal,
): Promise<Pick<ReceivedFile, 'name' | 'sha256'>> {
  let stored: Pick<ReceivedFile, 'name' | 'sha256'> | undefined;
  try {
    for await (const part of request.files()) {
      if (part.fieldname !== FIELD)
        throw new ApiProblem('invalid-request', `Tệp phải nằm ở ô «${FIELD}» của biểu mẫu. ${WHAT_TO_DO}`);
      stored = {
        name: plainFileName(part.filename),
        sha256: await storePart(addAbortSignal(givenUp, part.file), path),
      };
    }
  } catch (error) {
    // What the form's reader refuses by its own limits has a status; what breaks it has none.
    const isNamed = error instanceof ApiProblem || (error instanceof Error && 'statusCode' in error);
    if (isNamed) throw error;
    throw new ApiProblem('invalid-request', `Tệp gửi lên bị cắt giữa chừng hoặc biểu mẫu sai dạng. ${WHAT_TO_DO}`);
  }
  if (stored === undefined) throw new ApiProblem('plan-file-refused', `Chưa chọn tệp. ${WHAT_TO_DO}`);
  return stored;
}

async function storePart(content: AsyncIterable<Buffer>, path: string): Promise<string> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) {
      size += chunk.length;
      if (size > FILE_LIMITS.fileBytes) throw tooLarge(size);
      hash.update(chunk);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

const FIELD = 'file';
const WHAT_TO_DO = 'Gửi một tệp .docx, .xlsx hoặc .csv.';

function tooLarge(bytes: number): ApiProblem {
  const { message, suggestion } = tooLargeIssue(bytes);
  return new ApiProblem('plan-file-refused', `${message} ${suggestion}`, [
    { place: 'tệp', message: `${message} ${suggestion}` },
  ]);
}
