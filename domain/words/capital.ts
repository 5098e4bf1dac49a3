/** First letter upper case, the rest as it is: how a word of the catalogue begins a line. */
export function capital(text: string): string {
  const [first = '', ...rest] = [...text];
  return first.toUpperCase() + rest.join('');
}
