// One place where what a table shows is not what the log says, in words for the person who checks.

export interface Difference {
  /** What it is about, e.g. `assignment/<id>`. */
  subject: string;
  /** The column; null when a whole row is missing or too many. */
  column: string | null;
  logged: string | null;
  stored: string | null;
  /** All of it in one Vietnamese line. */
  words: string;
}

type Value = string | number | boolean | null;

/** The columns in which two records differ; `words` names each column for people, and only named columns are compared. */
export function compareColumns<Row extends object>(
  subject: string,
  name: string,
  words: { readonly [Column in keyof Row]?: string },
  logged: Row,
  stored: Row,
): Difference[] {
  return (Object.keys(words) as (keyof Row & string)[]).flatMap((column) => {
    // What an earlier version did not write is left out on both sides.
    const [before, now] = [(logged[column] ?? null) as Value, (stored[column] ?? null) as Value];
    if (before === now) return [];
    const said = `nhật ký ghi ${shown(before)}, bảng dữ liệu ghi ${shown(now)}`;
    return [
      {
        subject,
        column,
        logged: textOf(before),
        stored: textOf(now),
        words: `${name}: ${words[column]} (${column}): ${said}.`,
      },
    ];
  });
}

/** A difference of a whole row. */
export function rowDifference(subject: string, words: string): Difference {
  return { subject, column: null, logged: null, stored: null, words };
}

const SHOWN_MAX = 120;

function shown(value: Value): string {
  if (value === null) return 'trống';
  const text = String(value);
  return `«${text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text}»`;
}

function textOf(value: Value): string | null {
  return value === null ? null : String(value);
}
