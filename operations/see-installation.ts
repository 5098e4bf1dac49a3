// Somebody looks at how the installation stands.
import { ALARM_AFTER_MS } from '#domain/audit/ledger-watch.ts';
import { countOpenMatters } from '#store/attention-store.ts';
import { loadChainEnd } from '#store/audit-store.ts';
import { CALENDAR_NAME, findLatestEdition } from '#store/calendar-store.ts';
import { isAlive, listWorkers } from '#store/heartbeat-store.ts';
import { countOpenPastTime } from '#store/ledger-store.ts';
import { listOpenYearsWithoutCalendar } from '#store/open-years-store.ts';
import { loadSecondFactorFor } from '#store/sign-in-rule-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

type Checks = Record<'database' | 'temporal' | 'worker', boolean>;

/** What is asked of the parts around it is handed in: only the entry reaches them. */
export const seeInstallation = defineOperation({
  name: 'see-installation',
  by: ['account'],
  refuses: {},
  run: async (
    { database, now }: OperationContext,
    _actor,
    { version, ready }: { version: string; ready: () => Promise<Checks> },
  ) => {
    const [checks, workers, edition, missing, log, matters, late, secondFactorFor] = await Promise.all([
      ready(),
      listWorkers(database),
      findLatestEdition(database, CALENDAR_NAME),
      listOpenYearsWithoutCalendar(database),
      loadChainEnd(database),
      countOpenMatters(database, ''),
      countOpenPastTime(database, new Date(now().getTime() - ALARM_AFTER_MS)),
      loadSecondFactorFor(database),
    ]);
    return {
      version,
      checks,
      workers: workers.map((worker) => ({
        name: worker.worker,
        alive: isAlive(worker),
        ageSeconds: Math.round(worker.ageSeconds),
        loops: worker.loops.length,
        failedRounds: worker.loops.reduce((sum, { failed }) => sum + failed, 0),
      })),
      calendar: {
        edition: edition?.edition ?? null,
        years: (edition?.calendar.years ?? []).map(({ year }) => year).sort(),
        missing: missing.sort(),
      },
      log,
      matters,
      secondFactorFor,
      latePastTime: Object.values(late).reduce((sum, count) => sum + count, 0),
    };
  },
});
