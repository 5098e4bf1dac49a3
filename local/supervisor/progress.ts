/** Writes lines that begin with the seconds since the first one could have been written. */
export function createProgress(write: (line: string) => void): (line: string) => void {
  const startedAt = performance.now();
  return (line) => {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).replace('.', ',');
    write(`[${seconds.padStart(5)} s] ${line}`);
  };
}
