// What a machine reads of an issue is one of a closed set: a code that nobody gives, or a new one that the set lacks, is noticed.
import { expect, test } from 'vitest';
import { PlanIssueCode, StoredPlanIssue } from '#contracts/plan.ts';
import { sourceFiles } from '../../architecture/source-files.ts';

const CODE = sourceFiles();

test.each(PlanIssueCode.options.filter((code) => code !== 'of-another-version'))(
  'somebody gives the code %s',
  (code) => {
    const givers = CODE.filter(({ path, text }) => {
      if (!/^(documents|domain|cli|operations)\//.test(path)) return false;
      return text.includes(`'${code}'`) || (code.startsWith('column-missing-') && text.includes('`column-missing-${'));
    });
    expect(givers).not.toEqual([]);
  },
);

test('an issue that another version stored keeps its words', () => {
  const issue = { place: null, column: null, code: 'lead-unknown', message: 'Chưa có.', suggestion: 'Thêm vào.' };
  expect(StoredPlanIssue.parse(issue)).toEqual({ ...issue, code: 'of-another-version' });
  expect(StoredPlanIssue.parse({ ...issue, code: 'row-hidden' }).code).toBe('row-hidden');
});
