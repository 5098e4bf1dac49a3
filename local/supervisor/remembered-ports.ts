import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../private/make-private-folder.ts';
import { writePrivateFile } from '../private/write-private-file.ts';
import { chooseFreePort } from '../process/choose-free-port.ts';

export interface StackPorts {
  postgres: number;
  temporal: number;
  temporalUi: number;
  smtp: number;
  zalo: number;
}

const NAMES = ['postgres', 'temporal', 'temporalUi', 'smtp', 'zalo'] as const;

/**
 * Free ports, all different; the ones of the last start while they are still free, so that bookmarks of Temporal's pages
 * and settings of a mail client go on working.
 */
export async function chooseStackPorts(dataDir: string): Promise<StackPorts> {
  const file = join(dataDir, 'run', 'ports.json');
  const before = readPorts(file);
  const chosen = new Map<string, number>();
  for (const name of NAMES) {
    let port = await chooseFreePort(before[name]);
    while ([...chosen.values()].includes(port)) port = await chooseFreePort();
    chosen.set(name, port);
  }
  const ports = Object.fromEntries(chosen) as unknown as StackPorts;
  makePrivateFolder(join(dataDir, 'run'));
  writePrivateFile(file, JSON.stringify(ports, null, 2));
  return ports;
}

function readPorts(file: string): Partial<StackPorts> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<StackPorts>;
  } catch {
    return {};
  }
}
