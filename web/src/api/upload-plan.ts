import type { PlanDetail } from './types.ts';
import { uploadFile } from './upload-file.ts';
import type { ActionHeader } from './use-action-key.ts';

/** `again`: a new draft although the same content was given out before. */
export interface PlanFile {
  file: File;
  again: boolean;
}

/** Sends a plan file and gives back the draft that was read from it. */
export function uploadPlan(
  { file, again }: PlanFile,
  key: ActionHeader,
  onProgress: (percent: number) => void,
): Promise<PlanDetail> {
  return uploadFile({ path: `/api/plans${again ? '?again=1' : ''}`, file, key, onProgress });
}
