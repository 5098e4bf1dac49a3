import { expect, test } from 'vitest';
import { refusalOf } from '#accounts/refusal-words.ts';

test.each([
  ['a wrong password', 401, { code: 'INVALID_EMAIL_OR_PASSWORD' }, 'sign-in-wrong'],
  ['a wrong code', 401, { code: 'INVALID_CODE' }, 'second-factor-wrong'],
  [
    'a recovery code that somebody else has used in this moment, which the library says without a code',
    409,
    { message: 'Failed to verify backup code. Please try again.' },
    'second-factor-wrong',
  ],
  ['a step that is over', 401, { code: 'INVALID_TWO_FACTOR_COOKIE' }, 'sign-in-needed'],
  ['what cannot be read', 400, {}, 'invalid-request'],
  ['a failure of ours', 500, null, 'internal'],
])('%s', (_, status, body, code) => {
  expect(refusalOf({ status, body })?.code).toBe(code);
});

test('what went well is no refusal', () => {
  expect(refusalOf({ status: 200, body: { token: 'x' } })).toBeNull();
});
