// The latest version of the office's rules as an entity tag.
import { versionTag } from '#domain/shared/version-tag.ts';

export function calendarTag(edition: number): string {
  return versionTag('calendar', 'office', edition);
}

export function ladderTag(version: number): string {
  return versionTag('ladder', 'office', version);
}
