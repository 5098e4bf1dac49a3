import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../private/write-private-file.ts';
import { readLockHolder } from './data-dir-lock.ts';

/** Where the services of a running `npm start` are. */
export interface Installation {
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  smtpUrl: string;
  publicUrl: string;
}

/** The services of the start that runs on the data folder now; null when none runs or it is not that far yet. */
export function readInstallation(dataDir: string): Installation | null {
  if (readLockHolder(dataDir) === null) return null;
  try {
    return JSON.parse(readFileSync(installationFile(dataDir), 'utf8')) as Installation;
  } catch {
    return null;
  }
}

/** Tells other programs of the same user where the services are; the file holds the database's password. */
export function publishInstallation(dataDir: string, installation: Installation): void {
  writePrivateFile(installationFile(dataDir), JSON.stringify(installation, null, 2));
}

export function withdrawInstallation(dataDir: string): void {
  rmSync(installationFile(dataDir), { force: true });
}

/** The key that signs the links of this data folder's messages: made once, so that links in old mails stay valid. */
export function installationSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const secret = randomBytes(32).toString('base64url');
    writePrivateFile(file, secret);
    return secret;
  }
}

function installationFile(dataDir: string): string {
  return join(dataDir, 'run', 'installation.json');
}
