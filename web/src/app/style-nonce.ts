// antd writes styles while it runs, some of its parts past its own setting for the word that allows them. Whatever makes a style element with
// `createElement`, or says the style of one element, is a script of ours, which the policy has let in already. Markup that came in by another
// way gets no such word (docs/adr/0251).
import { styleNonce } from './page-facts.ts';

const create = document.createElement.bind(document);
const { setAttribute } = Element.prototype;

if (styleNonce !== undefined) {
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = styleNonce;
    return element;
  }) as typeof document.createElement;
  // As an attribute the policy refuses it (antd measures text areas so), property by property it does not.
  Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
    if (name === 'style' && this instanceof HTMLElement) this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
}
