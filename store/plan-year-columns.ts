// The years of a plan as its row holds them.
import { z } from 'zod';
import { type ParsedPlan, YearEvidence } from '#contracts/plan.ts';
import { Prisma } from './generated/client.ts';
import { fromDateColumnOrNull, toDateColumn } from './local-date.ts';

type Years = Pick<ParsedPlan['plan'], 'yearFrom' | 'yearTo' | 'issuedOn' | 'yearEvidence'>;

interface YearColumns {
  yearFrom: number | null;
  yearTo: number | null;
  issuedOn: Date | null;
  yearEvidence: unknown;
}

/** A plan that names one year covers that one. */
export function yearColumns({ yearFrom, yearTo, issuedOn, yearEvidence }: Years) {
  return {
    yearFrom: yearFrom ?? yearTo,
    yearTo: yearTo ?? yearFrom,
    issuedOn: issuedOn ? toDateColumn(issuedOn) : null,
    yearEvidence: yearEvidence ?? Prisma.DbNull,
  };
}

export function storedYears({ yearFrom, yearTo, issuedOn, yearEvidence }: YearColumns): Years {
  const evidence = yearEvidence === null ? {} : { yearEvidence: z.array(YearEvidence).parse(yearEvidence) };
  return { yearFrom, yearTo, issuedOn: fromDateColumnOrNull(issuedOn), ...evidence };
}
