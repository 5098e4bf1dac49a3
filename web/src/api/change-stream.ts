// The stream of changes as one tab listens to it: opened anew when it breaks, later each time, and never by all tabs at once.
import { publicPath } from '../app/page-facts.ts';
import type { ChangeTold } from './types.ts';

export interface ChangeStreamEnds {
  onOpen(): void;
  onTold(told: ChangeTold): void;
  /** It broke; `refused`: the server said no, so whoever listens may be somebody else by now. */
  onBroken(refused: boolean): void;
}

const [AGAIN_MS_MIN, AGAIN_MS_MAX] = [2_000, 60_000];

/** Milliseconds until the next try after so many failed ones; `chance` lies between 0 and 1. */
export function waitBeforeTry(failures: number, chance: number): number {
  return Math.min(AGAIN_MS_MAX, AGAIN_MS_MIN * 2 ** failures) * (0.5 + chance / 2);
}

/** Listens until what it gives back is called. */
export function openChangeStream(ends: ChangeStreamEnds): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let heard = '';
  const hear = ({ data, lastEventId }: MessageEvent<string>) => {
    if (lastEventId !== '') heard = lastEventId;
    ends.onTold(JSON.parse(data) as ChangeTold);
  };
  const open = () => {
    const opened = new EventSource(`${publicPath}/api/events${heard === '' ? '' : `?after=${heard}`}`);
    source = opened;
    opened.onopen = () => {
      failures = 0;
      ends.onOpen();
    };
    opened.onmessage = hear;
    opened.addEventListener('reset', hear);
    opened.onerror = () => {
      // A connection that broke is taken up by the browser itself, after the time that the server gave it.
      const refused = opened.readyState === EventSource.CLOSED;
      if (refused) {
        timer = setTimeout(open, waitBeforeTry(failures, Math.random()));
        failures += 1;
      }
      ends.onBroken(refused);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
