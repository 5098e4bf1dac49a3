/** A row of the table of the rings, as rings.cjs reads it. */
export interface Ring {
  /** A folder (`domain/`), or one file that has a row of its own. */
  files: string;
  /** Paths that it may import. */
  imports: string[];
  /** Paths of which it may import types alone. */
  types: string[];
  why: string;
}
