// The seam: whatever somebody does here, through whichever entry, goes through `defineOperation`. Rights are checked in `requireRight` and
// nowhere else; which role has which is in domain/rights/rights-table.ts.
import type { ErrorCode } from '#contracts/error-codes.ts';
import { isInScope } from '#domain/rights/key-scopes.ts';
import { NEEDS_PROOF } from '#domain/rights/proof.ts';
import { covers, reachOf, type Subject, type Within } from '#domain/rights/reach.ts';
import { isOfOneself, RIGHTS, type Right } from '#domain/rights/rights-table.ts';
import { WHILE_AWAITED } from '#domain/rights/second-factor.ts';
import type { Actor, ActorOf } from './actor.ts';
import type { Hidden } from './hidden.ts';
import { NotAllowed } from './not-allowed.ts';
import { ProofNeeded } from './proof-needed.ts';
import type { Refusal } from './refusal.ts';
import { SecondFactorNeeded } from './second-factor-needed.ts';

type CodeOf<Outcome> = Outcome extends Refusal<infer Code> ? Code : never;

export interface Definition<Kind extends Actor['kind'], Context, Input, Outcome> {
  /** The file's name. */
  name: string;
  /** Which kinds of actor may do it. Whoever is not of them does not compile; what does anyway is stopped by `requireRight`. */
  by: readonly Kind[];
  /** The row of the table of rights that an account needs; left out = the one of its name. */
  right?: Right | ((input: Input) => Right);
  /** What it touches may be hidden: who has not even the right to see it hears these words, the same as if there were no such thing. */
  hides?: Hidden;
  /** Whose work it touches, asked where a role covers some work only; null = there is no such work, which `run` says. */
  of?(context: Context, input: Input): Promise<Subject | null>;
  /** Every code that `run` can refuse with, and when: the compiler asks for each of them, and takes no other. */
  refuses: Record<CodeOf<Outcome>, string>;
  /** Does it, or refuses and changes nothing. `within`: of what it shows or counts, what this actor may see. */
  run(context: Context, actor: ActorOf<Kind>, input: Input, within: Within): Promise<Outcome>;
}

/** What an operation says of itself. */
export interface OperationFacts {
  operation: string;
  by: readonly Actor['kind'][];
  refuses: Readonly<Partial<Record<ErrorCode, string>>>;
}

/**
 * An operation as a function of where it happens, who acts and what is wanted; nothing of it runs for whoever may not do it.
 * @throws NotAllowed when the actor may not do this, or not to this; ProofNeeded and SecondFactorNeeded when something is asked of them first.
 */
export function defineOperation<const Kind extends Actor['kind'], Context, Input, Outcome>(
  definition: Definition<Kind, Context, Input, Outcome>,
): ((context: Context, actor: ActorOf<Kind>, input: Input) => Promise<Outcome>) & OperationFacts {
  const { name, by, refuses, run } = definition;
  const operation = async (context: Context, actor: ActorOf<Kind>, input: Input): Promise<Outcome> =>
    run(context, actor, input, await requireRight(definition, context, actor, input));
  return Object.assign(operation, { operation: name, by, refuses });
}

/** How much this actor may do it to. Whoever is known by something else than an account may do what `by` says, to what they were given. */
async function requireRight<Kind extends Actor['kind'], Context, Input, Outcome>(
  { name, by, right, hides, of }: Definition<Kind, Context, Input, Outcome>,
  context: Context,
  actor: Actor,
  input: Input,
): Promise<Within> {
  if (!(by as readonly Actor['kind'][]).includes(actor.kind)) throw new NotAllowed(`${actor.kind} may not ${name}`);
  if (actor.kind !== 'account') return 'all';
  const wanted = rightOf(name, typeof right === 'function' ? right(input) : right);
  if (actor.awaits && !WHILE_AWAITED[actor.awaits].has(wanted)) throw new SecondFactorNeeded(actor.awaits);
  const within = await withinOf(actor, wanted, { hides, of: () => of?.(context, input) ?? null });
  if (actor.isProofOld === true && NEEDS_PROOF.has(wanted)) throw new ProofNeeded();
  return within;
}

async function withinOf(
  actor: ActorOf<'account'>,
  wanted: Right,
  { hides, of }: { hides: Hidden | undefined; of: () => Promise<Subject | null> | null },
): Promise<Within> {
  const within = reachOfAccount(actor, wanted);
  if (within === 'all') return within;
  const subject = await of();
  if (within !== null && (subject === null || covers(within, subject))) return within;
  const seen = hides === undefined ? 'all' : reachOfAccount(actor, hides.seenBy);
  const isSeen = seen !== null && (subject === null || covers(seen, subject));
  throw new NotAllowed(`${actor.name} may not ${wanted}`, isSeen ? null : (hides?.missing ?? null));
}

/** A key never reaches further than its owner, and whatever somebody holds, they may look after themselves. */
export function reachOfAccount(
  { roles, scope }: Pick<ActorOf<'account'>, 'roles' | 'scope'>,
  right: Right,
): Within | null {
  if (scope !== undefined && !isInScope(scope, right)) return null;
  return isOfOneself(right) ? 'all' : reachOf(roles, right);
}

/** Whether an account could do this to that work now: for a page that offers only what is not refused. */
export function mayTouch(actor: ActorOf<'account'>, right: Right, subject: Subject): boolean {
  const within = reachOfAccount(actor, right);
  return within !== null && covers(within, subject);
}

function rightOf(name: string, right: Right | undefined): Right {
  if (right !== undefined) return right;
  if (Object.hasOwn(RIGHTS, name)) return name as Right;
  throw new Error(`an account may ${name}, and the table of rights has no row of it`);
}
