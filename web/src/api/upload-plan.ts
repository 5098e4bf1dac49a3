import { ProblemError } from './problem-error.ts';
import type { PlanDetail } from './types.ts';
import type { ActionHeader } from './use-action-key.ts';

/** `again`: a new draft although the same content was given out before. */
export interface PlanFile {
  file: File;
  again: boolean;
}

/** Sends a plan file and gives back the draft that was read from it; a refusal names every reason. */
export function uploadPlan(
  { file, again }: PlanFile,
  key: ActionHeader,
  onProgress: (percent: number) => void,
): Promise<PlanDetail> {
  // XMLHttpRequest and not the generated client: fetch cannot tell how much of a file has been sent.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', again ? '/api/plans?again=1' : '/api/plans');
    request.setRequestHeader('Idempotency-Key', key['Idempotency-Key']);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((100 * loaded) / Math.max(1, total)));
    request.onload = () =>
      request.status === 200 && request.response
        ? resolve(request.response as PlanDetail)
        : reject(ProblemError.of(request.status, request.response));
    request.onerror = () => reject(brokenOff(file));
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
