/** One way to misbehave, for the next `times` requests whose path contains `path` (host prefix included, e.g. `/openapi/v3.0/oa/message/cs`). */
export type Fault = {
  path: string;
  times: number;
  how:
    | { kind: 'error'; code: number; message: string }
    | { kind: 'http'; status: number }
    | { kind: 'delay'; ms: number }
    /** The message is taken over, the answer takes its time. */
    | { kind: 'delay-answer'; ms: number }
    /** The connection breaks before anything is done. */
    | { kind: 'drop-before' }
    /** The message is taken over, then the connection breaks: the case that doubles messages in careless clients. */
    | { kind: 'drop-after' }
    | { kind: 'garbage' };
};

export type Faults = { plan(fault: Fault): void; next(path: string): Fault['how'] | null; clear(): void };

/** Faults in the order they were planned, each used up by what it hits. */
export function createFaults(): Faults {
  let planned: Fault[] = [];
  return {
    plan(fault) {
      planned.push({ ...fault });
    },
    next(path) {
      const hit = planned.find((fault) => path.includes(fault.path));
      if (hit === undefined) return null;
      hit.times -= 1;
      if (hit.times <= 0) planned = planned.filter((fault) => fault !== hit);
      return hit.how;
    },
    clear() {
      planned = [];
    },
  };
}
