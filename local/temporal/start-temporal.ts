import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { makePrivateFolder } from '../private/make-private-folder.ts';
import { bareEnvironment } from '../process/child-environment.ts';
import { isPortFree } from '../process/choose-free-port.ts';
import { type ServerProcess, startServerProcess, tailOfLog } from '../process/server-process.ts';

export interface TemporalOptions {
  /** The `temporal` program, from obtainTemporalBinary. */
  binary: string;
  /** A folder of the server's own; without one the server forgets everything when it stops. */
  dataDir?: string;
  inMemory?: boolean;
  port: number;
  /** Without one the server runs without its web pages. */
  uiPort?: number;
  namespace?: string;
  /** Lets a workflow that asks for it skip the time it would sleep; needs server 1.32. */
  timeSkipping?: boolean;
  searchAttributes?: Readonly<Record<string, SearchAttributeKind>>;
  logFile: string;
  /** Told before the server is ready, so that nobody forgets it when the start breaks off. */
  onSpawn?: (server: ServerProcess) => void;
}

export type SearchAttributeKind = 'Text' | 'Keyword' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList';

export interface RunningTemporal {
  address: string;
  uiAddress: string | null;
  namespace: string;
  serverVersion: string;
  pid: number;
  process: ServerProcess;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/**
 * Returns once the server has answered a real gRPC call for its namespace, on a new folder, on one used before, and on
 * one whose server was killed. It listens on 127.0.0.1 only.
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  if ((options.dataDir === undefined) === (options.inMemory !== true)) {
    throw new Error('startTemporal: give exactly one of dataDir and inMemory');
  }
  const namespace = options.namespace ?? 'default';
  const address = `127.0.0.1:${options.port}`;
  // Checked before: whoever listens there already would answer our questions in the new server's place.
  if (!(await isPortFree(options.port))) throw new Error(`Cổng ${options.port} dành cho Temporal đang bị chiếm.`);
  if (options.dataDir !== undefined) makePrivateFolder(options.dataDir);
  const server = await startServerProcess({
    command: options.binary,
    args: serverArguments(options, namespace),
    env: bareEnvironment(),
    logFile: options.logFile,
    stopSteps: [
      { signal: 'SIGTERM', waitMs: 2_000 },
      { signal: 'SIGKILL', waitMs: 1_000 },
    ],
  });
  options.onSpawn?.(server);
  const serverVersion = await waitUntilReady(server, address, namespace);
  if (serverVersion === null) {
    const ended = server.hasExited();
    await server.stop();
    const what = ended ? 'không khởi động được' : `không sẵn sàng sau ${READY_WITHIN_MS / 1000} giây`;
    throw new Error(`Máy chủ Temporal ${what}. Nhật ký (${options.logFile}):\n${tailOfLog(options.logFile)}`);
  }
  return {
    address,
    uiAddress: options.uiPort === undefined ? null : `http://localhost:${options.uiPort}`,
    namespace,
    serverVersion,
    pid: server.pid,
    process: server,
    stop: server.stop,
  };
}

function serverArguments(options: TemporalOptions, namespace: string): string[] {
  const store =
    options.dataDir === undefined
      ? []
      : [
          '--db-filename',
          join(resolve(options.dataDir), 'temporal.db'),
          // Without these the dev server waits for the disk on every write (ADR 0030 has the figures). A power cut may then
          // lose the last moments, a kill does not; `dondoc reconcile` restores what was lost.
          '--sqlite-pragma',
          'journal_mode=WAL',
          '--sqlite-pragma',
          'synchronous=NORMAL',
        ];
  const attributes = Object.entries(options.searchAttributes ?? {}).flatMap(([name, kind]) => [
    '--search-attribute',
    `${name}=${kind}`,
  ]);
  return [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(options.port),
    ...(options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)]),
    '--namespace',
    namespace,
    ...store,
    ...attributes,
    ...dynamicConfig(options).flatMap((setting) => ['--dynamic-config-value', setting]),
    '--log-level',
    'warn',
  ];
}

function dynamicConfig({ timeSkipping }: TemporalOptions): string[] {
  return [
    // A search attribute that was just made is usable at once, and not after the cache's minute.
    'system.forceSearchAttributesCacheRefreshOnRead=true',
    ...(timeSkipping === true
      ? [
          'frontend.WorkflowTimeSkippingEnabled=true',
          // A timer that a skip makes due is read as late as this: with the second that is the default, each skip takes one.
          'history.timerProcessorMaxTimeShift="20ms"',
        ]
      : []),
  ];
}

/** The server's version, or null when it ended or did not answer in time. */
async function waitUntilReady(server: ServerProcess, address: string, namespace: string): Promise<string | null> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAt && !server.hasExited()) {
    // A gRPC channel that was refused once waits a second before it tries again.
    const version = (await isListening(address)) ? await askVersion(address, namespace).catch(() => null) : null;
    // Another server on the same port may have answered while ours gave up.
    if (version !== null) return server.hasExited() ? null : version;
    await sleep(30);
  }
  return null;
}

function isListening(address: string): Promise<boolean> {
  const [host, port] = address.split(':') as [string, string];
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    const end = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

async function askVersion(address: string, namespace: string): Promise<string> {
  const connection = await Connection.connect({ address, connectTimeout: '2s' });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    const info = await connection.workflowService.getSystemInfo({});
    return info.serverVersion ?? '';
  } finally {
    await connection.close();
  }
}
