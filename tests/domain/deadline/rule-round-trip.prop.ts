import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeadlineRule } from '#contracts/deadline.ts';
import { readRule } from '#domain/deadline/read-deadline.ts';
import { printRule } from '#domain/deadline/words/print-rule.ts';
import { arbitraryRule } from './arbitrary-rule.ts';

describe('a deadline rule printed as Vietnamese', () => {
  it('reads back as the very same rule, so that an officer can edit the text', () => {
    fc.assert(
      fc.property(arbitraryRule, (rule) => {
        expect(readRule(printRule(rule)).rule, printRule(rule)).toEqual(rule);
      }),
      { numRuns: 3000 },
    );
  });

  it('is always a rule that may be stored', () => {
    fc.assert(fc.property(arbitraryRule, (rule) => DeadlineRule.safeParse(readRule(printRule(rule)).rule).success));
  });
});
