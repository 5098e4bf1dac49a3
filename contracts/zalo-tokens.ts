// What the channel and the store of Zalo's tokens both speak of; neither knows the other.
import { z } from 'zod';

/** The only pair that works. Kept sealed (store/zalo-token-store.ts). */
export const TokenPair = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Instant at which the access token dies. */
  accessExpiresAt: z.string(),
  /** Zalo has refused this refresh token, or its answer was lost: no worker tries it again, a person has to bring a new one. */
  refreshRefused: z.boolean().optional(),
});
export type TokenPair = z.infer<typeof TokenPair>;
