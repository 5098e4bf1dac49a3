// Answers kept by their question, for pure functions that are asked the same thousands of times in one plan.

/**
 * `work`, but each question is worked out once; the answer must follow from the question alone. At `most` answers everything is forgotten:
 * what is asked again is worked out again.
 */
export function remember<Question, Answer>(
  work: (question: Question) => Answer,
  most: number,
): (question: Question) => Answer {
  const known = new Map<Question, Answer>();
  return (question) => {
    const found = known.get(question);
    if (found !== undefined) return found;
    const answer = work(question);
    if (known.size >= most) known.clear();
    known.set(question, answer);
    return answer;
  };
}
