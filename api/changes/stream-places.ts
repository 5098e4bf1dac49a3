// How many listen at once: each session or key, each network, and all of them.
import { ApiProblem } from '#api/problem.ts';

export interface StreamLimits {
  /** Of one session or key: the pages that somebody has in sight at once. */
  credential: number;
  /** Of one network: an office behind one address. */
  network: number;
  all: number;
}

const USUAL: StreamLimits = { credential: 12, network: 500, all: 2_000 };
const RETRY_S = 60;

export interface StreamPlaces {
  /**
   * Takes a place until what it gives back is called.
   * @throws ApiProblem too-many-streams
   */
  take(of: { credential: string; network: string }): () => void;
}

export function createStreamPlaces(limits: Partial<StreamLimits> = {}): StreamPlaces {
  const { credential: ofOne, network: ofNetwork, all } = { ...USUAL, ...limits };
  const taken = new Map<string, number>();
  const count = (name: string, by: 1 | -1) => {
    const now = (taken.get(name) ?? 0) + by;
    if (now === 0) taken.delete(name);
    else taken.set(name, now);
  };
  return {
    take({ credential, network }) {
      const names = ['all', `network ${network}`, `one ${credential}`] as const;
      const isFull = (name: string, max: number) => (taken.get(name) ?? 0) >= max;
      if (isFull(names[2], ofOne)) throw full(`Đã có ${ofOne} trang đang theo dõi từ phiên đăng nhập hoặc khóa này.`);
      if (isFull(names[1], ofNetwork)) throw full(`Đã có ${ofNetwork} trang đang theo dõi từ địa chỉ mạng này.`);
      if (isFull(names[0], all)) throw full(`Máy chủ đã có ${all} trang đang theo dõi.`);
      for (const name of names) count(name, 1);
      let held = true;
      return () => {
        if (held) for (const name of names) count(name, -1);
        held = false;
      };
    },
  };
}

function full(what: string): ApiProblem {
  const todo = 'Đóng bớt trang hoặc kết nối không dùng rồi thử lại; trong lúc đó trang vẫn tự hỏi lại theo định kỳ.';
  return new ApiProblem('too-many-streams', `${what} ${todo}`, undefined, { retryAfterSeconds: RETRY_S });
}
