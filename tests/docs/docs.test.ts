// What documents promise about the code, held against the code.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { registerCommands } from '#cli/commands/index.ts';
import { ENV_VARIABLES } from '#config/env.ts';
import { ERROR_CODES } from '#contracts/error-codes.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READMES = ['README.md', 'README.vi.md'];
const DOCUMENTS = [...READMES, 'CONTRIBUTING.md', ...markdownUnder('docs')];
const DECISIONS = readdirSync(join(ROOT, 'docs/adr')).filter((name) => /^\d{4}-/.test(name));

describe('documents', () => {
  test.each(Object.keys(ERROR_CODES))('the error %s has a page that says what to do, linked in the index', (code) => {
    const { status, title } = ERROR_CODES[code as keyof typeof ERROR_CODES];
    const page = read(`docs/errors/${code}.md`);
    expect(page).toContain(`# ${title}\n`);
    expect(page).toContain(`HTTP ${status}`);
    for (const part of ['Chuyện gì đã xảy ra', 'Cách khắc phục', 'Dành cho người quản trị'])
      expect(page).toContain(part);
    expect(read('docs/errors/README.md')).toContain(`(${code}.md) | ${status} | ${title} |`);
  });

  test('no error page is left over from a code that is gone', () => {
    const pages = readdirSync(join(ROOT, 'docs/errors')).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(
      Object.keys(ERROR_CODES)
        .map((code) => `${code}.md`)
        .sort(),
    );
  });

  test.each(DECISIONS)('the decision %s says context, decision, what was refused and costs, and no more', (name) => {
    const [title, ...blocks] = read(`docs/adr/${name}`).trim().split(/\n\n+/);
    if (/^Superseded by \[\d{4}\]\(/.test(blocks[0] as string)) blocks.shift();
    expect(partsOf(blocks)).toEqual(['Context', 'Decision', 'Refused', 'Costs']);
    expect([title, ...blocks].join('\n').match(/^#+ /gm)).toEqual(['# ']);
  });

  test.each(DECISIONS)('the decision %s has the title that the index gives it', (name) => {
    const number = name.slice(0, 4);
    const [heading = ''] = read(`docs/adr/${name}`).split('\n');
    expect(heading).toMatch(/^# \d{4} \S/);
    expect(read('docs/adr/README.md').split('\n')).toContain(heading.replace(/^# \d{4}/, `- [${number}](${name})`));
    expect(heading.slice(2, 6)).toBe(number);
  });

  test('no two decisions have the same number', () => {
    const numbers = DECISIONS.map((name) => name.slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  describe.each(READMES)('%s', (readme) => {
    test('names every command of the command line', () => {
      const text = read(readme);
      expect(commandNames().filter((name) => !text.includes(`\`${name}`))).toEqual([]);
    });

    test('names every environment variable', () => {
      const text = read(readme);
      expect(Object.keys(ENV_VARIABLES).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    });
  });

  test.each(DOCUMENTS)('every link of %s leads somewhere', (document) => {
    const broken = linksOf(read(document)).filter((link) => !leadsSomewhere(document, link));
    expect(broken).toEqual([]);
  });

  test.each(DOCUMENTS)('every file that %s names exists', (document) => {
    const missing = filesNamedIn(read(document)).filter((file) => !existsSync(join(ROOT, file)));
    expect(missing).toEqual([]);
  });
});

function read(document: string): string {
  return readFileSync(join(ROOT, document), 'utf8');
}

function markdownUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

/** The names in bold that begin a paragraph, each followed by what it has to say; the text before the first one as it stands. */
function partsOf(blocks: readonly string[]): string[] {
  return blocks.flatMap((block, k) => {
    const name = /^\*\*(.+?)\.?\*\*/.exec(block);
    if (name === null) return k === 0 ? [block] : [];
    const rest = block.slice(name[0].length).trim();
    const next = blocks[k + 1];
    const says = rest !== '' || (next !== undefined && !next.startsWith('**'));
    return [says ? (name[1] as string) : `${name[1]} says nothing`];
  });
}

/** Commands as they are typed, e.g. `audit verify`. */
function commandNames(): string[] {
  const program = new Command();
  registerCommands(program);
  const leaves = (command: Command, path: string): string[] =>
    command.commands.length === 0
      ? [path]
      : command.commands.flatMap((child) => leaves(child, `${path} ${child.name()}`.trim()));
  return leaves(program, '');
}

function linksOf(markdown: string): string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] as string);
}

function leadsSomewhere(document: string, link: string): boolean {
  if (/^https?:/.test(link)) return true;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? join(ROOT, document) : resolve(join(ROOT, dirname(document)), path);
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
}

function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] as string)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Paths of sources in backticks that begin at the root, without those that hold a place for a name. */
function filesNamedIn(markdown: string): string[] {
  return [...markdown.matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|tsx|mjs|cjs|json|prisma))`/g)]
    .map((match) => match[1] as string)
    .filter((path) => existsSync(join(ROOT, path.split('/')[0] as string)));
}
