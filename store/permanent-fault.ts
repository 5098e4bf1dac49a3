// What the database will refuse every time, told apart from what will pass. The one place that knows PostgreSQL's codes for it.

export interface DatabaseFault {
  /** permanent: the same write is refused each time, so it must not be repeated. passing: repeated later it can succeed. */
  kind: 'permanent' | 'passing';
  /** SQLSTATE, or the code of Prisma when the statement never reached PostgreSQL; null when the error is not the database's. */
  code: string | null;
}

/**
 * Whether a failed write can ever succeed with the same values. An error that nobody here knows is `passing` with code null: giving up for
 * good what would have passed loses it, while whoever repeats has an end of its own.
 */
export function classifyDatabaseFault(error: unknown): DatabaseFault {
  for (const cause of causesOf(error)) {
    const state = sqlStateOf(cause);
    if (state !== null) return { kind: isPermanentState(state) ? 'permanent' : 'passing', code: state };
    if (cause.name === 'PrismaClientValidationError') return { kind: 'permanent', code: 'validation' };
    const code = cause.code;
    if (typeof code === 'string' && PRISMA_CODE.test(code))
      return { kind: REFUSED_BY_CLIENT.has(code) ? 'permanent' : 'passing', code };
  }
  return { kind: 'passing', code: null };
}

/** True when the database refuses the write for good (classifyDatabaseFault). */
export function isPermanentFault(error: unknown): boolean {
  return classifyDatabaseFault(error).kind === 'permanent';
}

type Cause = Record<string, unknown>;

/** The error and what it was caused by, outermost first. */
function causesOf(error: unknown): Cause[] {
  const found: Cause[] = [];
  let next: unknown = error;
  while (typeof next === 'object' && next !== null && found.length < DEPTH_MAX) {
    found.push(next as Cause);
    next = (next as Cause).cause;
  }
  return found;
}

// A chain of causes may be a ring.
const DEPTH_MAX = 8;

/** Prisma 7 keeps PostgreSQL's code as `originalCode` of the driver adapter's error; an error of `pg` itself carries it as `code`. */
function sqlStateOf(error: Cause): string | null {
  const adapter = objectOf(objectOf(objectOf(error.meta).driverAdapterError).cause);
  for (const code of [adapter.originalCode, error.originalCode, error.code])
    if (typeof code === 'string' && SQL_STATE.test(code) && !PRISMA_CODE.test(code)) return code;
  return null;
}

function objectOf(value: unknown): Cause {
  return typeof value === 'object' && value !== null ? (value as Cause) : {};
}

const SQL_STATE = /^[0-9A-Z]{5}$/;
// P0001 is PostgreSQL's, P1001 and P2002 are Prisma's.
const PRISMA_CODE = /^P[1-9]\d{3}$/;

// 21 cardinality, 22 data, 23 integrity, 44 WITH CHECK OPTION, 54 limits of the server (a key too long for its index),
// P0 what our own triggers refuse.
const PERMANENT_CLASSES = new Set(['21', '22', '23', '44', '54', 'P0']);
// Another writer was first: repeated, the work finds what that one wrote. 42 (a missing column or right) is the installation's
// fault and not the value's: it passes when somebody repairs it.
const PASSING_STATES = new Set(['23505', '23P01']);

function isPermanentState(state: string): boolean {
  return PERMANENT_CLASSES.has(state.slice(0, 2)) && !PASSING_STATES.has(state);
}

// Values that Prisma refuses before or after PostgreSQL saw them: too long, out of range, of the wrong kind, null.
const REFUSED_BY_CLIENT = new Set([
  'P2000',
  'P2003',
  'P2004',
  'P2005',
  'P2006',
  'P2007',
  'P2009',
  'P2011',
  'P2012',
  'P2013',
  'P2019',
  'P2020',
  'P2023',
  'P2033',
]);
