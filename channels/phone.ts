/** A Vietnamese mobile number as `84` and nine digits, however it is written, or null when it is none. */
export function internationalPhone(phone: string): string | null {
  const digits = phone.replace(/[\s.\-()]/g, '').replace(/^\+/, '');
  const national = digits.startsWith('84') ? digits.slice(2) : digits.startsWith('0') ? digits.slice(1) : '';
  return /^[1-9]\d{8}$/.test(national) ? `84${national}` : null;
}
