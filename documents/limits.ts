// How large a file may be before it is refused unread. A real plan is under 1 MB; annexes with scans reach some 10 MB.
export const FILE_LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  /** All parts of the zip container together, unpacked. */
  unpackedBytes: 150 * 1024 * 1024,
  /** The text of a Word document, which is read as a tree; 2,000 rows as verbose as Word writes them. */
  documentXmlBytes: 25 * 1024 * 1024,
  zipEntries: 5_000,
  tableRows: 5_000,
  tableColumns: 100,
  tables: 200,
};
