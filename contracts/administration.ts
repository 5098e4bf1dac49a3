// What an administrator looks after besides people: keys and sessions of everybody, and how the installation stands.
import { z } from 'zod';
import { listFields } from './paging.ts';
import { Instant, Id as StoredId } from './primitives.ts';

const Id = z.object({ id: StoredId });
const owner = { ownerId: z.string(), ownerName: z.string() };

const SecondFactorFor = z.enum(['nobody', 'administrators-and-officers', 'everybody']);

export const Installation = z.object({
  version: z.string(),
  checks: z.object({ database: z.boolean(), temporal: z.boolean(), worker: z.boolean() }),
  workers: z.array(
    z.object({
      name: z.string(),
      alive: z.boolean(),
      ageSeconds: z.number().describe('since it last said that it lives'),
      loops: z.number().int(),
      failedRounds: z.number().int().describe('since it began'),
    }),
  ),
  calendar: z.object({
    edition: z.number().int().nullable().describe('null: there is none yet'),
    years: z.array(z.number().int()),
    missing: z.array(z.number().int()).describe('years in which work falls due and that no calendar covers'),
  }),
  log: z.object({ events: z.number().int(), root: z.string() }),
  matters: z.number().int().describe('what waits for a person'),
  secondFactorFor: SecondFactorFor.describe('of whom a second factor is asked'),
  latePastTime: z.number().int().describe('reminders without an end a quarter of an hour after their slot'),
});

export const administrationRoutes = {
  listAllKeys: {
    method: 'GET',
    path: '/api/administration/keys',
    summary: 'Keys of the API of everybody, a page of them',
    query: z.object(listFields('-created', 'created', 'name')),
    pages: true,
    response: z.array(
      z.object({
        id: z.string(),
        ...owner,
        name: z.string(),
        scopeWords: z.string(),
        createdAt: Instant,
        expiresAt: Instant.nullable(),
        lastUsedAt: Instant.nullable().describe('to the minute'),
      }),
    ),
  },
  revokeAnyKey: {
    method: 'DELETE',
    path: '/api/administration/keys/:id',
    summary: 'Ends a key of anybody',
    params: Id,
    response: z.object({ revoked: z.boolean() }),
  },
  listAllSessions: {
    method: 'GET',
    path: '/api/administration/sessions',
    summary: 'Where everybody is signed in, a page of it',
    query: z.object(listFields('-last', 'since')),
    pages: true,
    response: z.array(
      z.object({
        id: z.string(),
        ...owner,
        since: Instant,
        lastAt: Instant,
        network: z.string().nullable(),
        device: z.string().nullable(),
        current: z.boolean(),
      }),
    ),
  },
  endAnySession: {
    method: 'DELETE',
    path: '/api/administration/sessions/:id',
    summary: 'Ends a session of anybody',
    params: Id,
    proof: true,
    response: z.object({ ended: z.number().int() }),
  },
  requireSecondFactor: {
    method: 'PUT',
    path: '/api/administration/second-factor',
    summary: 'Says of whom a second factor is asked; asked in the first office',
    body: z.object({ whom: SecondFactorFor }),
    proof: true,
    response: z.object({ whom: SecondFactorFor, changed: z.boolean() }),
  },
  getInstallation: {
    method: 'GET',
    path: '/api/administration/installation',
    summary: 'How the installation stands',
    response: Installation,
  },
} as const;
