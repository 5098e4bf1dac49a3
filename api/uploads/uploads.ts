// How a file comes in: as many at once as the machine carries, at a pace, to a file of its own that is gone afterwards.
import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { ApiProblem } from '#api/problem.ts';
import { FILE_LIMITS } from '#documents/limits.ts';
import { tooLargeIssue } from '#documents/read-document.ts';
import { plainFileName } from './plain-file-name.ts';
import { openUploadFolder } from './upload-folder.ts';
import { watchPace } from './watch-pace.ts';

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

export interface UploadLimits {
  atOnce: number;
  /** So many bytes must arrive in each such time, or the sender is gone. */
  idleMs: number;
  idleBytes: number;
  wholeMs: number;
}

/** 20 MB over a line of 1 Mbit/s take three minutes. */
const LIMITS: UploadLimits = { atOnce: 32, idleMs: 10_000, idleBytes: 8 * 1024, wholeMs: 200_000 };

/** What surrounds the file in a form. */
const FORM_BYTES = 64 * 1024;

export function createUploads(limits: UploadLimits = LIMITS): Uploads {
  let arriving = 0;
  let folder: Promise<string> | null = null;
  return {
    async take(request, use) {
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
  try {
    return await Promise.race([store(request, path), pace.failed]);
  } catch (error) {
    // Whatever part of it is still on the way: nobody takes it any more.
    request.raw.unpipe();
    throw error;
  } finally {
    pace.stop();
  }
}

async function store(request: FastifyRequest, path: string): Promise<Pick<ReceivedFile, 'name' | 'sha256'>> {
  const part = await request.file();
  if (part === undefined)
    throw new ApiProblem('plan-file-refused', 'Chưa chọn tệp. Gửi một tệp .docx, .xlsx hoặc .csv.');
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > FILE_LIMITS.fileBytes) throw tooLarge(size);
      hash.update(chunk);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  return { name: plainFileName(part.filename), sha256: hash.digest('hex') };
}

function tooLarge(bytes: number): ApiProblem {
  const { message, suggestion } = tooLargeIssue(bytes);
  return new ApiProblem('plan-file-refused', `${message} ${suggestion}`, [
    { place: 'tệp', message: `${message} ${suggestion}` },
  ]);
}
