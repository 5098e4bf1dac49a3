// What one attack is given and what it answers: the shape that every file of this folder shares.
import type { StackFolder } from '../../tests/support/started-stack.ts';

/** A running installation of the attack's own: `url` answers, `dataDir` holds `run/installation.json` and `run/pids.json`. */
export type Target = StackFolder;

/** What the attacked installation is started with, so that the doors that are closed by default can be attacked too. */
export const ATTACKED_SETTINGS = {
  MAIL_REPLY_ADDRESS: 'don-doc@tu-ky.example',
  MAIL_WEBHOOK_SECRET: 'mail-secret-of-the-attacks',
} as const;

/** `short` runs in `npm test` (seconds), `full` in `npm run attack` (minutes). */
export type Size = 'short' | 'full';

/** One line of the table: what was tried, what was seen, and whether it held. */
export interface Finding {
  name: string;
  figure: string;
  held: boolean;
}

/** Bounded in time and count, talks to 127.0.0.1 only, and leaves the installation running. */
export interface Attack {
  name: string;
  run(target: Target, size: Size): Promise<Finding[]>;
}
