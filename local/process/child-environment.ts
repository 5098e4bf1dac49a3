/**
 * The environment for a program that we start: what this one inherited, with `changes` on top; `undefined` takes a name
 * away. Values for our own programs come from config/env.ts, not from here.
 */
export function childEnvironment(changes: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** Only what a foreign server needs to run, so that a PGDATA or TEMPORAL_* of the shell does not bend it. */
export function bareEnvironment(changes: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, SYSTEMROOT, TMPDIR, TEMP } = process.env;
  return { PATH, HOME, SYSTEMROOT, TMPDIR, TEMP, LC_ALL: 'C', TZ: 'UTC', ...changes };
}
