// The seam: whatever somebody does here, through whichever entry, goes through `defineOperation`. Rights are checked in `mayDo` and nowhere else.
import type { ErrorCode } from '#contracts/error-codes.ts';
import type { Actor, ActorOf } from './actor.ts';
import type { Refusal } from './refusal.ts';

type CodeOf<Outcome> = Outcome extends Refusal<infer Code> ? Code : never;

export interface Definition<Kind extends Actor['kind'], Context, Input, Outcome> {
  /** The file's name. */
  name: string;
  /** Which kinds of actor may do it. Whoever is not of them does not compile; what does anyway is stopped by `mayDo`. */
  by: readonly Kind[];
  /** Every code that `run` can refuse with, and when: the compiler asks for each of them, and takes no other. */
  refuses: Record<CodeOf<Outcome>, string>;
  /** Does it, or refuses and changes nothing. */
  run(context: Context, actor: ActorOf<Kind>, input: Input): Promise<Outcome>;
}

/** What an operation says of itself. */
export interface OperationFacts {
  operation: string;
  by: readonly Actor['kind'][];
  refuses: Readonly<Partial<Record<ErrorCode, string>>>;
}

/** An operation as a function of where it happens, who acts and what is wanted; nothing of it runs for whoever may not do it. */
export function defineOperation<const Kind extends Actor['kind'], Context, Input, Outcome>(
  definition: Definition<Kind, Context, Input, Outcome>,
): ((context: Context, actor: ActorOf<Kind>, input: Input) => Promise<Outcome>) & OperationFacts {
  const { name, by, refuses, run } = definition;
  const operation = async (context: Context, actor: ActorOf<Kind>, input: Input): Promise<Outcome> => {
    if (!mayDo(actor, by)) throw new NotAllowed(`${actor.kind} may not ${name}`);
    return run(context, actor, input);
  };
  return Object.assign(operation, { operation: name, by, refuses });
}

/**
 * Whether this actor may do that. Today a kind of actor may do what its entry offers; there are no accounts, so officers are all alike.
 * With accounts this is where a role is asked for, and `NotAllowed` becomes an answer of the API in api/problem.ts.
 */
function mayDo(actor: Actor, by: readonly Actor['kind'][]): boolean {
  return by.includes(actor.kind);
}

/** Somebody was let through an entry to what is not theirs to do: nothing was changed. Until there are accounts it is a fault of the entry. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}
