import type { Problem } from './types.ts';

/** A refusal or failure as people are told of it; status 0 means that the server did not answer at all. */
export class ProblemError extends Error {
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly code: string;
  readonly issues: NonNullable<Problem['issues']>;
  /** What is there now, when somebody else was faster. */
  readonly current: Problem['current'];
  /** What others changed since the page was opened, the latest first. */
  readonly changes: NonNullable<Problem['changes']>;
  /** Where to look instead. */
  readonly href: string | undefined;

  constructor(problem: Partial<Problem> & { status: number }) {
    super(problem.title ?? `HTTP ${problem.status}`);
    this.title = problem.title ?? titleOf(problem.status);
    this.detail = problem.detail ?? detailOf(problem.status);
    this.status = problem.status;
    this.code = problem.code ?? '';
    this.issues = problem.issues ?? [];
    this.current = problem.current;
    this.changes = problem.changes ?? [];
    this.href = problem.href;
  }

  /** Always a problem that can be shown, whatever was thrown. */
  static from(thrown: unknown): ProblemError {
    return thrown instanceof ProblemError ? thrown : new ProblemError({ status: 0 });
  }

  /** Reads the body of an answer that is not 2xx; a proxy's HTML page becomes a plain problem of that status. */
  static of(status: number, body: unknown): ProblemError {
    const problem = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
    return new ProblemError({ ...problem, status });
  }
}

function titleOf(status: number): string {
  if (status === 0) return 'Không kết nối được với máy chủ';
  if (status === 404) return 'Không tìm thấy nội dung này';
  if (status === 413) return 'Tệp quá lớn';
  return status >= 500 ? 'Máy chủ đang gặp sự cố' : 'Yêu cầu không được chấp nhận';
}

function detailOf(status: number): string {
  if (status === 0) return 'Kiểm tra đường mạng của máy rồi thử lại. Dữ liệu đã lưu không bị ảnh hưởng.';
  if (status === 404) return 'Có thể địa chỉ bị gõ sai hoặc nội dung đã được chuyển đi.';
  return status >= 500 ? 'Vui lòng thử lại sau ít phút.' : `Máy chủ trả lời mã ${status} mà không nói rõ lý do.`;
}
