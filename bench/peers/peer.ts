// What a peer is given, and what it is asked for: a burst of reminders that are due at one instant, sent by one function.
export interface PeerWorld {
  /** A module of the folder into which bench/peers.ts has installed the peers' packages. */
  load(name: string): Promise<Record<string, unknown>>;
  /** A folder of the peer's own, removed afterwards. */
  folder: string;
  /** The product's PostgreSQL with its settings, empty. */
  postgres(): Promise<string>;
  /** Sends the n-th mail by nodemailer's pool, as each of the others does. */
  send(n: number): Promise<void>;
  /** Called in turn from the last to the first when the burst is over. */
  onStop(stop: () => unknown): void;
}

export interface RunningPeer {
  /** With which settings, for the table. */
  how: string;
  /** Takes over `count` reminders for this instant. */
  enqueue(count: number, atMs: number): Promise<void>;
}

export type Peer = (world: PeerWorld) => Promise<RunningPeer>;

/** At most `width` of the works at once. */
export async function inParallel<Item>(items: readonly Item[], width: number, work: (item: Item) => Promise<unknown>) {
  const queue = [...items];
  const walk = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, walk));
}

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
