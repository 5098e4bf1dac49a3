// What people read is held by golden letters and by whoever reads them, not by a mutant: an empty sentence is no changed rule.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

// A sentence or a Vietnamese word; ids, codes and states are plain ASCII without blanks and stay.
const WORDING = /[^\x00-\x7f]|\s/;

/** True for a text that only people read, as long as no rule hides in it. */
function isWording(path) {
  if (path.isStringLiteral()) return WORDING.test(path.node.value);
  if (!path.isTemplateLiteral()) return false;
  const isPlain = path.node.expressions.every((part) =>
    ['Identifier', 'MemberExpression', 'CallExpression'].includes(part.type),
  );
  return isPlain && path.node.quasis.some(({ value }) => WORDING.test(value.raw));
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'wording', {
    shouldIgnore: (path) => (isWording(path) ? 'wording' : undefined),
  }),
];
