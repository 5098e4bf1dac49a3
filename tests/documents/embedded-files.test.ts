import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readPlan } from '#documents/read-plan.ts';
import { HEADER_ROW, wordParagraph, wordParts, wordRow } from '../support/made-files.ts';

const RELATIONS = (target: string) =>
  strToU8(
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdAlt" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="${target}"/></Relationships>`,
  );

const CHUNK =
  '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdAlt"/>';

/** A Word file whose body is this XML, with one embedded file. */
function wordWith(target: string, content: string | Uint8Array, body = CHUNK): Uint8Array {
  const name = target.startsWith('/') ? target.slice(1) : `word/${target}`;
  return zipSync({
    ...wordParts(body),
    'word/_rels/document.xml.rels': RELATIONS(target),
    [name]: typeof content === 'string' ? strToU8(content) : content,
  });
}

const TABLE = `<table border=1><thead><tr><th>STT<th>Nội dung công việc<th>Cơ quan chủ trì<th>Thời gian hoàn thành</thead>
  <tr><td>1<td>Xây dựng <b>kế hoạch</b><td rowspan=2>Sở Nội vụ<td>Trước ngày 15/02/2026
  <tr><td>2<td>Báo cáo kết quả<td>Quý II/2026</table>`;
const PAGE = `<html><head><meta charset="utf-8"><title>x</title><style>td{color:red}</style><script>alert(1)</script></head>
  <body><p>KẾ HOẠCH NĂM 2026</p><div><div>${TABLE}</div></div></body></html>`;

const rowsOf = (plan: Awaited<ReturnType<typeof readPlan>>) =>
  plan.rows.map(({ activity, leads, deadlineText }) => [activity.title, leads, deadlineText]);
const READ = [
  ['Xây dựng kế hoạch', ['Sở Nội vụ'], 'Trước ngày 15/02/2026'],
  ['Báo cáo kết quả', ['Sở Nội vụ'], 'Quý II/2026'],
];

describe('a web page within a Word file', () => {
  it.each(['afchunk.html', '/afchunk.htm', 'chunks/one.xhtml'])(
    'is read as the text that Word shows: %s',
    async (target) => {
      const plan = await readPlan(wordWith(target, PAGE), 'a.docx');
      expect(rowsOf(plan)).toEqual(READ);
      expect(plan.plan).toMatchObject({ title: 'KẾ HOẠCH NĂM 2026', yearFrom: 2026 });
      expect(plan.issues).toEqual([]);
    },
  );

  it('is read in its own encoding', async () => {
    const page = new Uint8Array(Buffer.from(`\ufeff${PAGE}`, 'utf16le'));
    expect(rowsOf(await readPlan(wordWith('a.html', page), 'a.docx'))).toEqual(READ);
  });

  it('stands where it stands, between the words of the document', async () => {
    const body = `${wordParagraph('KẾ HOẠCH NĂM 2027')}${CHUNK}${wordParagraph('Nơi nhận: như trên')}`;
    const plan = await readPlan(wordWith('a.html', TABLE, body), 'a.docx');
    expect(rowsOf(plan)).toEqual(READ);
    expect(plan.plan.title).toBe('KẾ HOẠCH NĂM 2027');
  });

  it('that is too long is refused with the figure', async () => {
    const plan = await readPlan(wordWith('a.html', '<b></b>'.repeat(200_000)), 'a.docx');
    expect(plan.issues.map(({ code, message }) => [code, message])).toEqual([
      ['document-embedded', expect.stringContaining('400.000 thẻ')],
    ]);
  });

  it('of a hundred thousand layers ends in an answer', async () => {
    const plan = await readPlan(wordWith('a.html', `${'<b>'.repeat(100_000)}x`), 'a.docx');
    expect(plan.rows).toEqual([]);
    expect(plan.issues).toHaveLength(1);
  });

  it.each([
    ['a.mht', 'MHT'],
    ['a.rtf', 'RTF'],
    ['a.docx', 'Word khác'],
  ])('or another file that is not read is named, with the way on: %s', async (target, named) => {
    const plan = await readPlan(wordWith(target, 'whatever'), 'a.docx');
    expect(plan.issues).toHaveLength(1);
    expect(plan.issues[0]).toMatchObject({
      code: 'document-embedded',
      suggestion: expect.stringContaining('lưu lại thành .docx'),
    });
    expect(plan.issues[0]?.message).toContain(named);
  });

  it('that lies elsewhere is not fetched', async () => {
    const file = zipSync({
      ...wordParts(CHUNK),
      'word/_rels/document.xml.rels': strToU8(
        '<Relationships><Relationship Id="rIdAlt" Target="http://vi-du.invalid/a.html" TargetMode="External"/></Relationships>',
      ),
    });
    expect((await readPlan(file, 'a.docx')).issues.map(({ code }) => code)).toEqual(['document-embedded']);
  });
});

const PICTURE =
  '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><v:shape><v:imagedata r:id="rIdAlt"/></v:shape></w:pict></w:r></w:p>';

describe('a picture in a Word file is named as one', () => {
  it('when it is all there is', async () => {
    const plan = await readPlan(wordWith('media/a.png', 'x', wordParagraph('Kế hoạch') + PICTURE + PICTURE), 'a.docx');
    expect(plan.issues.map(({ code, message }) => [code, message])).toEqual([
      ['document-of-pictures', expect.stringContaining('2 ảnh')],
    ]);
  });

  it('when the only table is another', async () => {
    const body = `<w:tbl>${wordRow('UBND TỈNH', 'CỘNG HÒA')}</w:tbl>${PICTURE}`;
    const plan = await readPlan(wordWith('media/a.png', 'x', body), 'a.docx');
    expect(plan.issues.map(({ code }) => code)).toEqual(['document-of-pictures', 'no-plan-table']);
  });

  it('in a cell, with its row', async () => {
    const row = wordRow('1', 'Việc A', 'Báo cáo', 'Phòng A', '', 'Quý I').replace(wordParagraph('Báo cáo'), PICTURE);
    const plan = await readPlan(wordWith('media/a.png', 'x', `<w:tbl>${HEADER_ROW}${row}</w:tbl>`), 'a.docx');
    expect(plan.rows).toHaveLength(1);
    expect(plan.issues.map(({ code, place }) => [code, place])).toEqual([['cell-picture', { table: 1, row: 2 }]]);
  });

  it('but a logo beside a plan is no matter', async () => {
    const table = `<w:tbl>${HEADER_ROW}${wordRow('1', 'Việc A', '', 'Phòng A', '', 'Quý I')}</w:tbl>`;
    expect((await readPlan(wordWith('media/a.png', 'x', PICTURE + table), 'a.docx')).issues).toEqual([]);
  });
});
