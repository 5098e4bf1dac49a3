import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { ApiProblem } from './problem.ts';

export interface Upload {
  fileName: string;
  bytes: Buffer;
}

const WHAT_TO_DO = 'Gửi một tệp .docx, .xlsx hoặc .csv.';

/** The one file of a form, whole; a form that is cut off, holds none or several, or is no form at all is refused in words. */
export async function readUpload(request: FastifyRequest, field: string): Promise<Upload> {
  // Without a body there is no type either, and the framework would let it pass.
  if (!request.isMultipart())
    throw new ApiProblem('media-type-unknown', `Tệp được nhận dưới dạng multipart/form-data. ${WHAT_TO_DO}`);
  const uploads: Upload[] = [];
  try {
    for await (const part of request.files()) uploads.push(await readPart(part, field));
  } catch (error) {
    throw error instanceof ApiProblem || isFrameworks(error)
      ? error
      : new ApiProblem('invalid-request', `Tệp gửi lên bị cắt giữa chừng hoặc biểu mẫu sai dạng. ${WHAT_TO_DO}`);
  }
  const [upload] = uploads;
  if (upload === undefined) throw new ApiProblem('plan-file-refused', `Chưa chọn tệp. ${WHAT_TO_DO}`);
  return upload;
}

async function readPart(part: MultipartFile, field: string): Promise<Upload> {
  if (part.fieldname !== field)
    throw new ApiProblem('invalid-request', `Tệp phải nằm ở ô «${field}» của biểu mẫu. ${WHAT_TO_DO}`);
  return { fileName: part.filename, bytes: await part.toBuffer() };
}

/** What the form's reader refuses by its own limits has a status; what breaks it has none. */
function isFrameworks(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error;
}
