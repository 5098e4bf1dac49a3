import { publicPath } from '../app/page-facts.ts';
import { ProblemError } from './problem-error.ts';
import type { ActionHeader } from './use-action-key.ts';

export interface FileUpload {
  /** From `/api` on. */
  path: string;
  file: File;
  key: ActionHeader;
  onProgress: (percent: number) => void;
  signal?: AbortSignal;
}

/** Sends one file and gives back what the API made of it; a refusal names every reason. */
export function uploadFile<Answer>({ path, file, key, onProgress, signal }: FileUpload): Promise<Answer> {
  // XMLHttpRequest and not the generated client: fetch cannot tell how much of a file has been sent.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${publicPath}${path}`);
    request.setRequestHeader('Idempotency-Key', key['Idempotency-Key']);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((100 * loaded) / Math.max(1, total)));
    request.onload = () =>
      request.status === 200 && request.response
        ? resolve(request.response as Answer)
        : reject(ProblemError.of(request.status, request.response));
    request.onerror = () => reject(brokenOff(file));
    signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

function brokenOff(file: File): ProblemError {
  const megabytes = (file.size / 1_000_000).toLocaleString('vi-VN', { maximumFractionDigits: 1 });
  return new ProblemError({
    status: 0,
    title: 'Tải tệp lên không thành công',
    detail: `Kết nối bị ngắt khi đang gửi tệp «${file.name}» (${megabytes} MB). Kiểm tra đường mạng rồi thử lại; nếu tệp có nhiều ảnh, hãy bỏ ảnh để tệp nhỏ hơn.`,
  });
}
