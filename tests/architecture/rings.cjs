// The table of the rings in docs/ARCHITECTURE.md as data. The import rules are made of it, so that what people read is what is checked.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '../..');

/** The folders of the product, as package.json names them for imports; pages have no name there, since nothing imports them. */
const FOLDERS = [...Object.keys(require(join(ROOT, 'package.json')).imports).map((name) => name.slice(1, -2)), 'web'];

const HEAD = '| ring | files | may import | only types of | because |';
// What a cell allows is paths and nothing else: a word between them would be a rule that nobody checks.
const PATHS = /^(`[\w./-]+`(, `[\w./-]+`)*)?$/;

/**
 * Row by row from the inside out: `files` is a folder (`domain/`) or one file that has a row of its own, `imports` and `types` are the paths that
 * it may import at run time, and as types alone.
 */
function readRings(text) {
  const lines = text.split('\n');
  const head = lines.indexOf(HEAD);
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'));
  if (head < 0 || end < head + 3) throw new Error(`docs/ARCHITECTURE.md has no table ${HEAD}`);
  return lines.slice(head + 2, end).map((line) => {
    const [, , files = '', imports = '', types = '', why = ''] = line.split('|').map((cell) => cell.trim());
    const [path] = pathsIn(files);
    if (path === undefined || why === '' || !PATHS.test(imports) || !PATHS.test(types))
      throw new Error(`not a row of the rings: ${line}`);
    return { files: path, imports: pathsIn(imports), types: pathsIn(types), why };
  });
}

function pathsIn(cell) {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
}

module.exports = { FOLDERS, RINGS: readRings(readFileSync(join(ROOT, 'docs/ARCHITECTURE.md'), 'utf8')), readRings };
