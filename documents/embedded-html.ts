// A file within a Word document (altChunk): programs that make Word files of web pages put the whole text there, and Word shows it as its own.
import { type CheerioAPI, load } from 'cheerio/slim';
import { strFromU8 } from 'fflate';
import type { PlanIssue } from '#contracts/plan.ts';
import { countOf } from './count-words.ts';
import { fileIssue } from './file-issue.ts';
import { FILE_LIMITS } from './limits.ts';
import { HTML, type Parts } from './open-container.ts';

type AnyNode = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number];

/** A document part with a paragraph in the place of each embedded file, and what stands there. */
export type Embedded = { xml: string; htmlAt: ReadonlyMap<string, string> };

/** The HTML files of a document part by the paragraph that stands for each, or why one cannot be read. */
export function takeEmbedded(xml: string, relations: string, parts: Parts): Embedded | { issue: PlanIssue } {
  const htmlAt = new Map<string, string>();
  const unread: string[] = [];
  const written = xml.replace(/<w:altChunk\b[^<>]*?(?:\/>|>[\s\S]*?<\/w:altChunk>)/g, (chunk, at: number) => {
    const target = targetOf(chunk.match(/r:id="([^"]*)"/)?.[1] ?? '', relations);
    // In a cell it would be a table within a table.
    const isInTable = xml.lastIndexOf('<w:tbl>', at) > xml.lastIndexOf('</w:tbl>', at);
    const html = HTML.test(target) && !isInTable ? parts[target] : undefined;
    if (html === undefined) {
      unread.push(target.split('.').at(-1) ?? '');
      return '';
    }
    const mark = `altChunk ${htmlAt.size + 1} ${target}`;
    htmlAt.set(mark, decodeHtml(html));
    return `<w:p><w:r><w:t xml:space="preserve">${mark.replace(/[<>&]/g, '')}</w:t></w:r></w:p>`;
  });
  if (unread.length > 0) return { issue: embeddedIssue(unread[0] as string) };
  const tags = [...htmlAt.values()].reduce((sum, html) => sum + (html.match(/</g)?.length ?? 0), 0);
  return tags > FILE_LIMITS.embeddedTags ? { issue: tooLongIssue(tags) } : { xml: written, htmlAt };
}

/** The paragraphs and tables of a page in reading order, whatever they are wrapped in. Nothing of it is run or fetched. */
export function blocksOfHtml(html: string): AnyNode[] {
  const blocks: AnyNode[] = [];
  const waiting: AnyNode[] = [...load(html, null, false).root().contents().toArray()].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'text') blocks.push(node);
    if (node.type !== 'tag' || UNSHOWN.has(node.name)) continue;
    if (WRAPPERS.has(node.name)) waiting.push(...[...node.children].reverse());
    else blocks.push(node);
  }
  return blocks;
}

const WRAPPERS = new Set([
  'html',
  'body',
  'div',
  'section',
  'article',
  'main',
  'center',
  'form',
  'font',
  'span',
  'header',
]);
const UNSHOWN = new Set([
  'head',
  'script',
  'style',
  'title',
  'meta',
  'link',
  'template',
  'noscript',
  'iframe',
  'object',
]);

function targetOf(id: string, relations: string): string {
  const relation = (relations.match(/<Relationship\b[^<>]*>/g) ?? []).find((one) => one.includes(`Id="${id}"`));
  if (!relation || relation.includes('TargetMode="External"')) return '';
  const target = relation.match(/Target="([^"]*)"/)?.[1] ?? '';
  return target.startsWith('/') ? target.slice(1) : `word/${target}`.replace(/^word\/\.\.\//, '');
}

function decodeHtml(bytes: Uint8Array): string {
  const head = strFromU8(bytes.subarray(0, 2_000), true);
  const named = head.match(/charset\s*=\s*["']?([\w-]+)/i)?.[1] ?? 'utf-8';
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : named;
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

const FORMS: Readonly<Record<string, string>> = {
  mht: 'trang web lưu trữ (MHT)',
  mhtml: 'trang web lưu trữ (MHT)',
  rtf: 'văn bản RTF',
  docx: 'văn bản Word khác',
  xml: 'văn bản XML',
  txt: 'văn bản thuần',
};

function embeddedIssue(extension: string): PlanIssue {
  return fileIssue(
    'document-embedded',
    `Nội dung của văn bản Word này là một tệp nhúng bên trong (${FORMS[extension.toLowerCase()] ?? 'dạng không đọc được'}); phần mềm tạo văn bản đã không chuyển nó thành chữ của Word.`,
    'Mở tệp bằng Word, lưu lại thành .docx (Save As): Word sẽ ghi nội dung nhúng thành văn bản bình thường. Rồi chọn tệp vừa lưu.',
  );
}

function tooLongIssue(tags: number): PlanIssue {
  return fileIssue(
    'document-embedded',
    `Văn bản Word này chứa một trang web nhúng có ${countOf(tags)} thẻ, quá giới hạn ${countOf(FILE_LIMITS.embeddedTags)} thẻ.`,
    'Mở tệp bằng Word, lưu lại thành .docx (Save As) rồi thử lại, hoặc chia bảng thành nhiều tệp.',
  );
}
