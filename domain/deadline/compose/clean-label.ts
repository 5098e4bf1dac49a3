// What stands before a colon or a date names the work only when it is more than "thời hạn", "hoàn thành" and the like.
const GENERIC =
  /^(thời (gian|hạn|điểm)( (thực hiện|hoàn thành|ban hành|báo cáo|triển khai|gửi|nộp|kết thúc|dự kiến|trình))*|tiến độ( (thực hiện|hoàn thành))?|hạn( (chót|cuối|nộp|gửi|hoàn thành))*|hoàn thành|thực hiện|lưu ý|ghi chú|dự kiến|kết thúc|tiến hành|việc|xong|định kỳ|báo cáo định kỳ)$/iu;

/** The label as written, without list points and bullets; null when it names no work. */
export function cleanLabel(words: string): string | null {
  const label = words
    .replace(/^[\s\-–—+•*.,;:()\d]*(?:[a-zđ]\)\s*)?/iu, (lead) =>
      /\d$/.test(lead) && !/[).]$/.test(lead.trim()) ? lead : '',
    )
    .replace(/[\s\-–—+•*,;:(]+$/u, '')
    .trim();
  return label === '' || GENERIC.test(label) ? null : label;
}
