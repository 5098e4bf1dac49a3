import type { Witness } from '#domain/audit/against.ts';
import type { LoggedEvidence } from '#domain/audit/evidence-in.ts';
import type { EvidenceVerdict } from '#evidence/compare-evidence.ts';
import type { Database } from '#store/database.ts';
import { type InstallationVerdict, verifyInstallation } from '#store/verify-installation.ts';

/** `files`: contents that are whole. */
export type WholeVerdict = Omit<InstallationVerdict, 'evidence'> & { files: number };

/** The log, the tables and the files against each other; only the entry can open the files. */
export async function verifyWithFiles(
  database: Database,
  witness: Witness | null,
  compareFiles: (logged: readonly LoggedEvidence[]) => Promise<EvidenceVerdict>,
  onEvents?: (count: number) => void,
): Promise<WholeVerdict> {
  const { evidence, ...found } = await verifyInstallation(database, witness, onEvents);
  const files = await compareFiles(evidence);
  const differences = [...found.differences, ...files.differences];
  return { ...found, ok: found.ok && files.differences.length === 0, differences, files: files.whole };
}
