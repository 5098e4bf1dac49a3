// What channels answered, until the database has it: one file for each process, written at once, so that a kill of the process loses nothing that was
// in its hand. Whoever goes on with a message on this machine looks here first.
import { randomUUID } from 'node:crypto';
import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AnswerJournal, KeptAnswer } from '#activities/deps.ts';
import type { Clock } from '#contracts/clock.ts';
import { SendOutcome } from '#contracts/delivery.ts';
import { Instant } from '#contracts/primitives.ts';

const KeptAnswerLine = z.object({
  messageId: z.string(),
  number: z.number(),
  channel: z.string(),
  at: Instant,
  outcome: SendOutcome,
});

// Nobody goes on with a message after so long.
const FORGOTTEN_AFTER_MS = 7 * 86_400_000;
const EXTENSION = '.jsonl';

interface Setup {
  folder: string;
  log: { warn(fields: object, message: string): void };
  now: Clock;
}

/** Null where the folder cannot be written: then a kill may cost what was in the process's hand, and a mail goes out twice by the same id. */
export function openAnswerJournal({ folder, log, now }: Setup): (AnswerJournal & { close(): void }) | null {
  let file: number;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    forgetOld(folder, now);
    // In containers everybody is process 1.
    const name = `${process.pid}-${now().getTime()}-${randomUUID().slice(0, 8)}`;
    file = openSync(join(folder, `${name}${EXTENSION}`), 'ax', 0o600);
  } catch (error) {
    log.warn({ err: error, folder }, 'answers of channels cannot be kept on this machine');
    return null;
  }
  let unsettled = 0;
  const quietly = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.warn({ err: error, folder }, 'an answer of a channel could not be kept');
    }
  };
  return {
    keep(answer) {
      quietly(() => writeSync(file, `${JSON.stringify(answer)}\n`));
      unsettled += 1;
    },
    settle() {
      unsettled -= 1;
      if (unsettled === 0) quietly(() => ftruncateSync(file, 0));
    },
    async find(messageIds) {
      const asked = new Set(messageIds);
      const found: KeptAnswer[] = [];
      for (const name of readdirSync(folder).filter((one) => one.endsWith(EXTENSION))) {
        // One that was removed meanwhile held nothing.
        const text = await readFile(join(folder, name), 'utf8').catch(() => '');
        found.push(
          ...text
            .split('\n')
            .flatMap(readLine)
            .filter(({ messageId }) => asked.has(messageId)),
        );
      }
      return found;
    },
    close: () => closeSync(file),
  };
}

/** Nothing for a line that a kill cut off. */
function readLine(line: string): KeptAnswer[] {
  try {
    const read = KeptAnswerLine.safeParse(JSON.parse(line));
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
}

function forgetOld(folder: string, now: Clock): void {
  for (const name of readdirSync(folder).filter((one) => one.endsWith(EXTENSION))) {
    const path = join(folder, name);
    const { mtimeMs, size } = statSync(path);
    const oldMs = now().getTime() - mtimeMs;
    if (oldMs > FORGOTTEN_AFTER_MS || (size === 0 && oldMs > 86_400_000)) unlinkSync(path);
  }
}
