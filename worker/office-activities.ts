import { Context } from '@temporalio/activity';
import type { ActivityDependencies } from '#activities/deps.ts';
import { createActivities } from '#activities/index.ts';
import { officeOfWorkflow } from '#workflows/names.ts';

export interface Offices {
  /** What the activities of an office are given. */
  depsOf(office: number): Promise<ActivityDependencies>;
  list(): Promise<number[]>;
}

type Activities = ReturnType<typeof createActivities>;
type Asked = (...args: unknown[]) => Promise<unknown>;

/**
 * Every activity, done for the office whose workflow asks (ADR 0222): the workflows know of none. The watch over the ledger is one for all, and
 * answers what it found in the first.
 */
export function createOfficeActivities({ depsOf, list }: Offices, first: ActivityDependencies): Activities {
  const made = new Map<number, Promise<Activities>>();
  const of = (office: number): Promise<Activities> => {
    const known = made.get(office) ?? depsOf(office).then(createActivities);
    made.set(office, known);
    known.catch(() => made.delete(office));
    return known;
  };
  const own = createActivities(first);
  made.set(1, Promise.resolve(own));
  const forOffice = (name: keyof Activities): Asked => {
    return async (...args) => {
      const { workflowExecution } = Context.current().info;
      const activities = await of(officeOfWorkflow(workflowExecution?.workflowId ?? ''));
      return (activities[name] as Asked)(...args);
    };
  };
  const sweepLedger: Activities['sweepLedger'] = async () => {
    for (const office of await list())
      if (office !== 1)
        // One office in trouble keeps no other from being looked after; its own log says what it was.
        await of(office)
          .then((activities) => activities.sweepLedger())
          .catch((error: unknown) =>
            first.log.error({ office, error: String(error) }, 'the ledger was not looked after'),
          );
    return own.sweepLedger();
  };
  const names = Object.keys(own) as (keyof Activities)[];
  return { ...Object.fromEntries(names.map((name) => [name, forOffice(name)])), sweepLedger } as unknown as Activities;
}
