// What every handler is given by the composition root.

import type { SecretBox } from '#channels/secret-box.ts';
import type { LinkSigner } from '#channels/signed-links.ts';
import type { WebhookPorts } from '#channels/webhook/webhook-ports.ts';
import type { Clock } from '#contracts/clock.ts';
import type { ChannelSetup } from '#contracts/routes.ts';
import type { FileWriter } from '#documents/file-writer/file-writer.ts';
import type { PlanReader } from '#documents/plan-reader/plan-reader.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import type { Actor } from '#operations/seam/actor.ts';
import type { Database } from '#store/database.ts';
import type { Directory } from '#store/directory.ts';
import type { Uploads } from './uploads/uploads.ts';
import type { IncomingSettings } from './webhook-routes.ts';

export interface ApiContext {
  database: Database;
  directory: Directory;
  engine: EngineClient;
  links: LinkSigner;
  /** How files come in, and the process that reads them. */
  uploads: Uploads;
  planReader: PlanReader;
  /** The thread in which files to download are written. */
  fileWriter: FileWriter;
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

// Accounts come later; until then whoever reaches the pages acts as the standing agency's officer.
export const OFFICER = { kind: 'officer', name: 'Cán bộ cơ quan thường trực' } as const satisfies Actor;
