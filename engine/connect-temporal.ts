// Where Temporal is: its own variables count (TLS, API key, profile file), the address is ours.
import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** The connection options of this environment; the same for clients and workers. */
export function temporalOptions(address: string) {
  const { connectionOptions } = loadClientConnectConfig();
  return { ...connectionOptions, address };
}

/** A client connection to the Temporal of this environment. */
export function connectTemporal(address: string): Promise<Connection> {
  return Connection.connect(temporalOptions(address));
}
