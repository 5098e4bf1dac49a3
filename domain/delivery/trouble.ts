// What an answer means beyond its message: an address that is dead, an account that a person has to mend, or that all is well again.
import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import { addMs } from '#domain/calendar/instant.ts';
import { channelMatterId, holdMatterId } from './channel-matter.ts';
import type { OutwardEffect } from './state.ts';

// One wire of a channel may take messages over all the while another refuses them.
const ALARM_STAYS_MS = 3_600_000;

/** What an officer hears of an answer; an acceptance ends the alarms of its channel that have been quiet for an hour. */
export function troubleOf(
  channel: string,
  address: string | null,
  outcome: SendOutcome,
  now: Instant,
): OutwardEffect[] {
  if (outcome.kind === 'unknown') return [];
  if (outcome.kind === 'accepted') {
    const quietSince = addMs(now, -ALARM_STAYS_MS);
    return [{ type: 'end-matters', channel, quietSince }];
  }
  const { action, code, why } = outcome;
  if (action === 'unreachable')
    return address === null ? [] : [{ type: 'mark-unreachable', channel, address, reason: why }];
  if (action !== 'alarm' && action !== 'hold' && action !== 'give-up') return [];
  const place = 'Cấu hình kênh gửi';
  // One matter for whatever keeps the channel from working: its words are those of the last attempt.
  if (action === 'hold')
    return [
      { type: 'raise-matter', id: holdMatterId(channel), code, channel, what: heldWords(channel, code, why), place },
    ];
  const what = `Kênh ${channel} cần người xử lý (mã ${code}): ${why}`;
  return [{ type: 'raise-matter', id: channelMatterId(channel, code), code, channel, what, place }];
}

function heldWords(channel: string, code: string, why: string): string {
  return (
    `Kênh ${channel} không gửi được vì tài khoản, máy chủ hoặc đường truyền của cơ quan (mã ${code}): ${why}. Các nhắc việc được giữ lại, chưa ai nhận hai lần; ` +
    'phần mềm tự thử lại 5 phút một lần và gửi tiếp khi thông. Cần xem lại mật khẩu hoặc mã truy cập, hạn mức, số dư và máy chủ của kênh này.'
  );
}
