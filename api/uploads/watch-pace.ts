// A body that stops arriving, or drips, is cut: an open upload costs a connection, a file and a place in the queue.
import type { IncomingMessage } from 'node:http';
import { ApiProblem } from '#api/problem.ts';

export interface Pace {
  /** So many bytes must arrive in each such time, or the sender is gone. */
  idleMs: number;
  idleBytes: number;
  wholeMs: number;
}

/** `failed` rejects when the body falls behind its pace or takes too long altogether; it never resolves. */
export function watchPace(
  message: IncomingMessage,
  { idleMs, idleBytes, wholeMs }: Pace,
): { failed: Promise<never>; stop(): void } {
  const began = performance.now();
  let arrived = message.socket.bytesRead;
  let stop = () => {};
  const failed = new Promise<never>((_, reject) => {
    const timer = setInterval(() => {
      const now = message.socket.bytesRead;
      if (performance.now() - began > wholeMs)
        return reject(
          new ApiProblem('upload-stalled', `Tệp tải lên quá ${seconds(wholeMs)} giây nên đã dừng. ${ADVICE}`),
        );
      if (now - arrived < idleBytes)
        return reject(
          new ApiProblem('upload-stalled', `Trong ${seconds(idleMs)} giây gần như không có dữ liệu nào đến. ${ADVICE}`),
        );
      arrived = now;
    }, idleMs);
    timer.unref();
    stop = () => clearInterval(timer);
  });
  // Nobody waits for it once the file has arrived.
  failed.catch(() => {});
  return { failed, stop: () => stop() };
}

const ADVICE = 'Kiểm tra đường truyền rồi gửi lại; tệp nặng thì bỏ ảnh và phụ lục quét.';

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
