/** A web address as typed by people, made whole (`tuky.gov.vn/x` → `https://tuky.gov.vn/x`); null when it cannot be one. */
export function completeUrl(typed: string): string | null {
  const text = typed.trim();
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  // Without a scheme only a host with a dot is taken for an address: `125/KH-UBND` is a document's number.
  if (/\s/.test(text) || (!hasScheme && !/^[^/?#]+\.[^/?#]+/.test(text))) return null;
  const whole = hasScheme ? text : `https://${text}`;
  try {
    return /^https?:$/.test(new URL(whole).protocol) ? whole : null;
  } catch {
    return null;
  }
}
