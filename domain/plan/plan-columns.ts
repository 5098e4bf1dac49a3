// What the columns of a plan table mean.

export type PlanColumn = {
  /** Grid columns that the header covers, in order; more than one when its cell is merged across. */
  indexes: number[];
  /** The header as it reads, whitespace normalised. */
  header: string;
};

/**
 * What a column of times says of a row: its deadline (one of several when there are more), the day it begins, a date that another one
 * replaced or that somebody asks for, a part of a date that is spread over columns, or a period that is ticked.
 */
export type TimePart = 'due' | 'start' | 'old' | 'new' | 'asked' | 'day' | 'month' | 'quarter' | 'year' | 'period';

export type TimeColumn = PlanColumn & {
  part: TimePart;
  /** What tells its deadline from those of other columns (Đợt 1, Trình HĐND tỉnh), or the ticked period (Tháng 3). */
  label: string;
};

/** The roles that a plan table can have; the ones that must be there are checked by `checkTable`. */
export type PlanColumns = {
  number: PlanColumn | null;
  field: PlanColumn | null;
  objective: PlanColumn | null;
  task: PlanColumn | null;
  title: PlanColumn | null;
  product: PlanColumn | null;
  lead: PlanColumn | null;
  coordinator: PlanColumn | null;
  funding: PlanColumn | null;
  /** All that say when; empty when the table has no such column. */
  times: TimeColumn[];
  /** Columns that each stand for one unit and are ticked. */
  units: UnitColumn[];
  /** Remarks and whatever else the header names: read for what changes a date, and for nothing else. */
  others: PlanColumn[];
  /** The lead column also names the coordinators. */
  isLeadShared: boolean;
  /** One cell holds both who and when. */
  isLeadWithTime: boolean;
  /** Vietnamese: why it is open which of the columns of time counts; null when it is clear. */
  timeDoubt: string | null;
};

export type UnitColumn = PlanColumn & { role: 'lead' | 'coordinator'; unit: string };

export type PlanHeader = {
  firstRow: number;
  lastRow: number;
  columns: PlanColumns;
  /** The headers of all columns, as they read. */
  seen: string[];
  /** Its rows as folded words by grid column: what a repeat is known by. */
  words: string[][];
};

/** Every column that has a role, in no particular order. */
export function allColumns(columns: PlanColumns): PlanColumn[] {
  const { number, field, objective, task, title, product, lead, coordinator, funding, times, units } = columns;
  const single = [number, field, objective, task, title, product, lead, coordinator, funding];
  return [...single, ...times, ...units].filter((column) => column !== null);
}
