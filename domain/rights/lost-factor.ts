// Who has lost a second factor shows anew who they are, to a person: what that person says of it (ASVS 6.4.4).

const WORDS_MIN = 3;

/** Why that is no account of how somebody was recognised; null = it is one. Whether it is true no program can tell: it stands in the log, and in the letter to them. */
export function whyNotRecognised(how: string): string | null {
  const words = new Set(how.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
  if (words.size >= WORDS_MIN) return null;
  return `Ghi rõ đã xác minh người này bằng cách nào, ít nhất ${WORDS_MIN} từ. Ví dụ: gặp trực tiếp, đối chiếu thẻ công chức.`;
}
