// The ranges of package.json "engines"; tests/local/install.test.ts holds both against each other.
const OLDEST = { 20: 19, 22: 12 };
const FIRST_WITHOUT_LIMIT = 24;

/** Null for a Node that the project runs on, else what to tell the person. */
export function checkNodeVersion(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major >= FIRST_WITHOUT_LIMIT) return null;
  if (OLDEST[major] !== undefined && minor >= OLDEST[major]) return null;
  return (
    `dôn đốc cần Node.js 20.19 trở lên, 22.12 trở lên hoặc từ 24; máy này đang chạy ${version}.\n` +
    'Hãy cài bản mới ở https://nodejs.org (hoặc `nvm install 22`) rồi chạy lại.'
  );
}
