// What an operator can search workflows by in Temporal's own pages. Plain names: workflows import them without zod.

/** Name and kind of every search attribute that a Temporal namespace of ours must have. */
export const SEARCH_ATTRIBUTES = {
  DondocPlan: 'Keyword',
  DondocAgency: 'Keyword',
  DondocState: 'Keyword',
  DondocDue: 'Datetime',
} as const;
