import type { Attempt, DeliveryEffect, MessageState } from './state.ts';

/** The state after an effect. Only effects that are written down change it: what is sent and told leaves the message as it was. */
export function evolve(state: MessageState, effect: DeliveryEffect): MessageState {
  switch (effect.type) {
    case 'note-attempt': {
      const { number, channel, at } = effect;
      return {
        ...state,
        dueAt: null,
        attempts: [...state.attempts, { number, channel, at, outcome: null, receipt: null }],
      };
    }
    case 'note-outcome': {
      const { number, channel, at, outcome } = effect;
      const known = state.attempts.find((attempt) => attempt.number === number);
      const answered: Attempt = { number, channel, at, outcome, receipt: known?.receipt ?? null };
      return { ...state, dueAt: null, attempts: replaced(state.attempts, answered) };
    }
    case 'note-receipt': {
      const { number, receipt } = effect;
      const attempts = state.attempts.map((one) => (one.number === number ? { ...one, receipt } : one));
      return { ...state, dueAt: null, attempts };
    }
    case 'wait':
      return { ...state, dueAt: effect.until };
    case 'end':
    case 'correct-end':
      return { ...state, status: effect.end, dueAt: null };
    case 'put-off':
      return { ...state, status: 'held', dueAt: null };
    case 'go-on-again':
      return { ...state, status: 'sending', dueAt: null };
    case 'send':
    case 'open-slot':
    case 'mark-unreachable':
    case 'raise-matter':
    case 'end-matters':
      return state;
  }
}

function replaced(attempts: readonly Attempt[], answered: Attempt): Attempt[] {
  return [...attempts.filter(({ number }) => number !== answered.number), answered].sort((a, b) => a.number - b.number);
}
