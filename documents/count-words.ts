/** A count as Vietnamese writes it: 16.384. */
export function countOf(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '.');
}

/** A size in megabytes, one decimal below ten. */
export function megabytesOf(bytes: number): string {
  const value = bytes / 1024 / 1024;
  return `${value.toFixed(value < 10 ? 1 : 0)} MB`.replace('.0 MB', ' MB').replace('.', ',');
}
