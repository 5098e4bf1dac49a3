import type { Witness } from '#domain/audit/against.ts';
import { shiftedWords } from '#domain/audit/shifted-instants.ts';
import type { WholeVerdict } from './verify-with-files.ts';

/** What a check of the log found, in Vietnamese: why it does not hold, or what holds. */
export function verdictWords(verdict: WholeVerdict, against: Witness | null): string[] {
  return verdict.ok ? intactWords(verdict) : reasonsOf(verdict, against);
}

/** More differences than this nobody reads. */
export const LISTED_MAX = 200;

const BROKEN = {
  gap: 'thiếu sự kiện đứng trước',
  link: 'không nối với sự kiện đứng trước',
  hash: 'nội dung đã bị thay đổi sau khi ghi',
} as const;

function reasonsOf({ broken, witness, differences, shifted, events }: WholeVerdict, against: Witness | null): string[] {
  const rest = differences.length - LISTED_MAX;
  return [
    ...(broken === null ? [] : [`Chuỗi đứt ở sự kiện số ${broken.index} (${broken.subject}): ${BROKEN[broken.why]}.`]),
    ...(witness === null || witness.ok || against === null ? [] : [witnessWords(witness.why, against, events)]),
    ...shifted.map(shiftedWords),
    ...(differences.length === 0 ? [] : [`Số liệu khác nhật ký: ${differences.length} chỗ.`]),
    ...differences.slice(0, LISTED_MAX).map(({ words }) => `  ${words}`),
    ...(rest > 0 ? [`  … và ${rest} chỗ nữa.`] : []),
  ];
}

function witnessWords(why: 'cut' | 'rebuilt' | 'unknown', { root, count }: Witness, events: number): string {
  switch (why) {
    case 'cut':
      return `Nhật ký đã bị cắt: mã ${root} là của sự kiện số ${count}, nhật ký chỉ còn nguyên vẹn đến sự kiện số ${events}.`;
    case 'rebuilt':
      return `Nhật ký đã bị dựng lại: sự kiện số ${count} không mang mã ${root}.`;
    case 'unknown':
      return `Không có sự kiện nào mang mã ${root}: nhật ký đã bị cắt hoặc dựng lại sau khi ghi mã này, hoặc mã chép sai.`;
  }
}

function intactWords({ events, witness, deliveries, unstated, files }: WholeVerdict): string[] {
  return [
    `Chuỗi nguyên vẹn: ${events} sự kiện.`,
    'Số liệu khớp với nhật ký.',
    `Kết quả gửi đã niêm phong: ${deliveries.sealed}; chưa niêm phong: ${deliveries.unsealed}${deliveries.unsealed > 0 ? ' (chưa kiểm được cho tới lần niêm phong sau)' : ''}.`,
    ...(files > 0 ? [`Tệp kèm báo cáo đã đọc lại và còn nguyên vẹn: ${files}.`] : []),
    ...(unstated > 0
      ? [`Việc của phiên bản trước chưa có dữ kiện trong nhật ký: ${unstated}. Khởi động máy chủ một lần để ghi.`]
      : []),
    ...(witness?.ok ? [`Mã đã cho là của sự kiện số ${witness.count}: từ đó về trước nhật ký giữ nguyên.`] : []),
  ];
}
