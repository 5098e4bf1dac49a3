// What the server says to its page in the page itself; a page of the development server has none of it.
const facts = document.querySelector<HTMLMetaElement>('meta[name="dondoc-page"]')?.dataset;

/** The path below which the product stands at its name, behind a proxy; empty = it has its name for itself. */
export const publicPath = facts?.path ?? '';

/** The word by which the server knows the styles that this page writes. */
export const styleNonce = facts?.nonce;
