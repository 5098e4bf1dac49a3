// How many requests the API takes in a minute: of one account, of one key, and of one address where nobody has signed in.
import { z } from 'zod';

/** 0 = as many as come. */
export interface RateLimits {
  account: number;
  key: number;
  address: number;
}

const limit = (usual: number) =>
  z.coerce
    .number('phải là số nguyên từ 0')
    .int('phải là số nguyên từ 0')
    .min(0, 'phải là số nguyên từ 0')
    .max(1_000_000)
    .default(usual);

export const RATE_VARIABLES = {
  RATE_LIMIT_ACCOUNT: limit(600),
  RATE_LIMIT_KEY: limit(600),
  // Of a whole office behind one address: what its people open from their letters in one morning minute.
  RATE_LIMIT_ADDRESS: limit(1200),
} as const;

type Variables = { [Name in keyof typeof RATE_VARIABLES]: z.infer<(typeof RATE_VARIABLES)[Name]> };

export function toRateLimits(variables: Variables): RateLimits {
  return {
    account: variables.RATE_LIMIT_ACCOUNT,
    key: variables.RATE_LIMIT_KEY,
    address: variables.RATE_LIMIT_ADDRESS,
  };
}
