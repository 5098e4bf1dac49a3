/** Whoever changes something without a person behind it, as the log names it; histories hold these words, so they never change. */
export const SYSTEM = 'hệ thống';
