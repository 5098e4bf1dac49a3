// How large a file may be before it is refused. A real plan is under 1 MB; annexes with scans reach some 10 MB, the plan of a province
// some 5,000 rows. Whatever is counted here is counted before a parser builds anything of it.
export const FILE_LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  /** All parts of the zip container together, as they really unpack. */
  unpackedBytes: 150 * 1024 * 1024,
  /** The text of a Word document, which is read as a tree; 5,000 rows as verbose as Word writes them. */
  documentXmlBytes: 25 * 1024 * 1024,
  /** Of the web pages within a Word document; a table of 5,000 rows has some 200,000. */
  embeddedTags: 300_000,
  zipEntries: 5_000,
  /** Elements of one part, each a node of the parser's tree; a full document of the size above has a million. */
  xmlElements: 1_500_000,
  /** Elements within each other: a table within a table within a text box is some 40 deep. */
  xmlDepth: 1_000,
  /** A drawing of old Word keeps its picture in an attribute; nothing real is longer. */
  xmlTagBytes: 4 * 1024 * 1024,
  /** Text between two tags; a cell of Excel holds 32,767 letters. */
  xmlTextBytes: 1024 * 1024,
  /** A book of 600 pages has some 20,000. */
  paragraphsOutsideTables: 20_000,
  paragraphs: 150_000,
  tables: 200,
  /** Of the paper: the 5,000 rows of a province, and above them a heading of several lines with whatever stands before it. */
  tableRows: 5_100,
  tableColumns: 100,
  /** Of all tables or sheets together: one table as long and as wide as a table may be. */
  cells: 510_000,
  /** Excel's own limit. */
  cellLetters: 32_767,
  /** Of the whole plan as it is stored: a merged cell counts once for each row that it spans. */
  planLetters: 12_000_000,
};

/** What the process that reads may take: an honest file of the largest kind needs some 6 s and 600 MB. */
export const READER_LIMITS = {
  /** Of the processor, so that a busy machine refuses no honest file. */
  seconds: 20,
  /** By the clock, whatever the machine is doing. */
  patienceSeconds: 60,
  heapMegabytes: 768,
  /** Everything, what lies outside the heap of JavaScript included. */
  memoryMegabytes: 1_200,
  /** A reader that has grown beyond this starts afresh before the next file. */
  keptMegabytes: 500,
};

export type ReaderLimits = typeof READER_LIMITS;
