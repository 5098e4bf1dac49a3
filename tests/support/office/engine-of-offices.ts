// The real engine that the offices of one test file share.
import type { Client, Connection } from '@temporalio/client';
import type { Instant, Slot } from '#contracts/primitives.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import type { Database } from '#store/database.ts';
import type { Directory } from '#store/directory.ts';
import type { Furnishing } from './ground.ts';

/** What the offices of a file, one after the other, have in common. */
export interface EngineOfOffices {
  database: Database;
  directory: Directory;
  connection: Connection;
  client: Client;
  engine: EngineClient;
  now: Scene;
}

/** Where the office of the present test stands: the activities look at it. */
export interface Scene {
  nowMs: number;
  isDown: Furnishing['isDown'];
  /** Slots that were asked for and not delivered yet. */
  opened: Set<Slot>;
  /** By workflow: what it adds to its clock to have the office's. */
  offsets: Map<string, number>;
  sent: { messageId: string; channel: string; at: Instant; subject: string; text: string }[];
}
