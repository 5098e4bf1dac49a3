import { useChanges } from '../api/use-changes.ts';

/** Shows nothing: as long as it is there, the tab hears of changes. */
export function Listening() {
  useChanges();
  return null;
}
