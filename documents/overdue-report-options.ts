// What the office adds to the figures before it signs. Stands apart from the writer, so that naming a default loads no Word library.
import type { ReportHead } from '#contracts/letterhead.ts';
import type { LocalDate } from '#contracts/primitives.ts';

export interface OverdueReportOptions {
  /** Địa danh; the place of the office's own name when null. */
  place: string | null;
  /** The office above, as the letterhead names it. */
  parentOffice: string | null;
  /** The office itself, as the letterhead names it; as the roster calls it when null. */
  officeName: string | null;
  signerTitle: string;
  signerName: string | null;
  /** "TM. ỦY BAN NHÂN DÂN" and its like. */
  authority: string | null;
  /** The registry's number alone; open when null. */
  number: string | null;
  /** "BC-UBND"; made from the office's name when null. */
  symbol: string | null;
  /** Null leaves day and month to be written. */
  signedOn: LocalDate | null;
  /** Without dashes; the usual two when null. */
  recipients: readonly string[] | null;
  /** What follows "Lưu: ". */
  archive: string;
  /** By plan id: the assigning document in its own words, e.g. "Kế hoạch số 12/KH-UBND ngày 05/01/2026". */
  planReferences: ReadonlyMap<string, string>;
}

/** As the office heads and signs its reports; number and day of signing are completed in Word. */
export function optionsOf(head: ReportHead): OverdueReportOptions {
  const { parentOffice, officeName, place, authority, signerName } = head;
  const signerTitle = head.signerTitle ?? UNSIGNED.signerTitle;
  return { ...UNSIGNED, parentOffice, officeName, place, authority, signerTitle, signerName };
}

/** Nothing about the signing is known yet: the clerk completes it in Word. */
export const UNSIGNED: OverdueReportOptions = {
  place: null,
  parentOffice: null,
  officeName: null,
  signerTitle: 'CHỦ TỊCH',
  signerName: null,
  authority: null,
  number: null,
  symbol: null,
  signedOn: null,
  recipients: null,
  archive: 'VT',
  planReferences: new Map(),
};
