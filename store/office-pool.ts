import pg from 'pg';
import { FIRST_OFFICE, tellOffice } from './session.ts';

/** What each connection was told last; those that were told nothing are as their session began. */
const NAMED = new WeakMap<pg.ClientBase, number>();

/**
 * The connections of an installation as one office has them: each names the office before anybody uses it. It is told only when it served another
 * one before, so an installation of one office pays nothing.
 */
export class OfficePool extends pg.Pool {
  readonly #shared: pg.Pool;
  readonly #office: number;

  constructor(shared: pg.Pool, office: number) {
    super(shared.options);
    this.#shared = shared;
    this.#office = office;
  }

  override async connect(): Promise<never> {
    const client = await this.#shared.connect();
    if ((NAMED.get(client) ?? FIRST_OFFICE) === this.#office) return client as never;
    try {
      await tellOffice(client, this.#office);
      NAMED.set(client, this.#office);
      return client as never;
    } catch (error) {
      // What it names now nobody knows: it is given to nobody.
      client.release(true);
      throw error;
    }
  }

  override async query(...asked: unknown[]): Promise<never> {
    const client: pg.PoolClient = await this.connect();
    try {
      const answer = await (client.query as (...args: unknown[]) => Promise<unknown>)(...asked);
      client.release();
      return answer as never;
    } catch (error) {
      client.release(error instanceof Error ? error : true);
      throw error;
    }
  }

  /** Those of all offices: a connection belongs to none. */
  override async end(): Promise<void> {
    if (!this.#shared.ended && !this.#shared.ending) await this.#shared.end();
  }
}
