// Rules 2: why a reminder is no longer needed, in the words of the ledger.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LifecycleEvent } from '../../state.ts';

/** What an event makes unnecessary: by the event, since a return leads to the state that an acknowledgement leads to. */
export const REASON_OF_EVENT: Record<LifecycleEvent['type'], string> = {
  assigned: 'chưa cần nhắc',
  acknowledged: 'đã tiếp nhận',
  reported: 'đã báo cáo, chờ xác nhận',
  verified: 'đã hoàn thành và được xác nhận',
  returned: 'báo cáo đã được trả lại',
  withdrawn: 'việc đã được thu hồi',
};

/** Why a step whose time has come says nothing: the state that the work is in. */
export const REASON_OF_STATE: Record<AssignmentStatus, string> = {
  assigned: 'cơ quan chưa tiếp nhận',
  'in-progress': 'việc đang được thực hiện',
  reported: 'đã báo cáo, chờ xác nhận',
  verified: 'đã hoàn thành và được xác nhận',
  withdrawn: 'việc đã được thu hồi',
};
