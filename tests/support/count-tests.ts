/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  testResults: readonly {
    status: string;
    assertionResults: readonly { status: string }[];
  }[];
}

/**
 * Never fewer failures than there were: a file that could not be collected counts as one, and so does a run that ended
 * badly without naming a failed test (a server that could not be had, an error outside of any test).
 */
export function countTests(report: VitestReport | null, exitCode: number): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const file of report?.testResults ?? []) {
    const statuses = file.assertionResults.map((test) => test.status);
    const failedHere = statuses.filter((status) => status === 'failed').length;
    passed += statuses.filter((status) => status === 'passed').length;
    failed += file.status === 'failed' && failedHere === 0 ? 1 : failedHere;
  }
  if (failed === 0 && exitCode !== 0) failed = 1;
  return { passed, failed };
}
