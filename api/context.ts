// What every handler is given by the composition root.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Passkeys } from '#accounts/passkeys.ts';
import type { Passwords } from '#accounts/passwords.ts';
import type { SignIn } from '#accounts/sign-in.ts';
import type { SecretBox } from '#channels/secret-box.ts';
import type { LinkSigner } from '#channels/signed-links.ts';
import type { WebhookPorts } from '#channels/webhook/webhook-ports.ts';
import type { RateLimits } from '#config/rate-limits.ts';
import type { Clock } from '#contracts/clock.ts';
import type { EvidenceLimits } from '#contracts/evidence.ts';
import type { ChannelSetup } from '#contracts/routes.ts';
import type { FileWriter } from '#documents/file-writer/file-writer.ts';
import type { PlanReader } from '#documents/plan-reader/plan-reader.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import type { EvidenceStore } from '#evidence/evidence-store.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import type { LogCheck } from '#operations/verify-audit.ts';
import type { Database } from '#store/database.ts';
import type { Directory } from '#store/directory.ts';
import type { StreamLimits } from './changes/stream-places.ts';
import type { Uploads } from './uploads/uploads.ts';
import type { IncomingSettings } from './webhook-routes.ts';

export interface ApiContext {
  /** What another office than the first has of its own; left out = there is no other. */
  ofOffice?: (office: number) => Pick<ApiContext, 'database' | 'directory' | 'engine' | 'links' | 'logCheck'>;
  database: Database;
  directory: Directory;
  engine: EngineClient;
  links: LinkSigner;
  /** Where files of reports are kept, and how much is taken. */
  evidence: { store: EvidenceStore; limits: EvidenceLimits };
  /** How files come in, and the process that reads them. */
  uploads: Uploads;
  planReader: PlanReader;
  /** The thread in which files to download are written. */
  fileWriter: FileWriter;
  /** The thread in which the audit log is checked. */
  logCheck: LogCheck;
  /** Who asks. */
  accounts: Accounts;
  /** How people come in; left out = nobody does here. */
  signIn?: SignIn;
  passwords: Passwords;
  passkeys: Passkeys;
  /** Seals the link of a letter until it has left. */
  letters: SecretBox;
  /** Proxies whose word about where a request comes from counts, besides those on this machine. */
  trustedProxies?: readonly string[];
  /** The other system of the office that people can sign in by; left out = none. */
  singleSignOn?: { name: string };
  /** How many requests a minute are taken; left out = as many as come. */
  rateLimits?: RateLimits;
  /** Other limits and another pace of the streams of changes than the usual ones. */
  streams?: Partial<StreamLimits> & { pollMs?: number };
  /** False = nobody of the sample signs in here; left out = they do, where there is a sample. */
  sampleAccounts?: boolean;
  zone: string;
  now: Clock;
  /** How people reach the pages; requests under other names are refused. */
  publicUrl: string;
  /** Set on an embedded installation: where its mailbox keeps the mails. */
  mailboxDir: string | null;
  /** Where the Zalo sandbox of the embedded stack is; null or left out = none. */
  zaloSandboxUrl?: string | null;
  /** What other systems may post here; left out = nothing. */
  incoming?: IncomingSettings;
  /** How the channels are set up here; left out = nobody can tell. */
  channels?: readonly ChannelSetup[];
  /** Seals secrets of outgoing webhooks; left out = none can be added. */
  webhooks?: WebhookPorts;
  /** Seals the answers that are kept for requests with an Idempotency-Key. */
  answers: SecretBox;
  /** The built pages, or null when only the API is served. */
  webDist: string | null;
  ready: () => Promise<Record<'database' | 'temporal' | 'worker', boolean>>;
}

/** How requests are told apart by whom they come from. */
export interface Accounts {
  /** With what they may do at this moment; null = somebody who is not signed in, and shows no key. */
  identify(request: FastifyRequest, reply: FastifyReply): Promise<ActorOf<'account'> | null>;
  /** The roles that somebody who was identified holds at this moment; null = they are let in no more. Left out = they never change. */
  rolesNow?(actor: ActorOf<'account'>): Promise<ActorOf<'account'>['roles'] | null>;
}
