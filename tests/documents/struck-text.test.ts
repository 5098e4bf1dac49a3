// What an office struck out is in the file and no longer meant: a date, a part of one, a whole row, in Word and in Excel.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readPlan } from '#documents/read-plan.ts';
import { aWordFile, sheetParts, sheetRow, wordRow } from '../support/made-files.ts';

const HEADER = ['TT', 'Nội dung công việc', 'Cơ quan chủ trì', 'Thời gian hoàn thành'];
const run = (text: string, mark = '') =>
  `<w:r>${mark && `<w:rPr><w:${mark}/></w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const cell = (...runs: string[]) => `<w:tc><w:p>${runs.join('')}</w:p></w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const struckRow = (mark: string) =>
  row(...['3', 'Bỏ việc này', 'Sở Y tế', 'Quý III'].map((text) => cell(run(text, mark))));

async function read(bytes: Uint8Array, name: string) {
  const { rows, issues } = await readPlan(bytes, name);
  return {
    rows: rows.map(({ activity, leads, deadlineText }) => [activity.title, leads.join('; '), deadlineText]),
    said: issues.map(({ code, place }) => [code, place?.row]),
  };
}

describe('Word', () => {
  it.each(['strike', 'dstrike'])('leaves out what has %s, and says so', async (mark) => {
    const table = [
      wordRow(...HEADER),
      row(
        cell(run('1')),
        cell(run('Rà soát')),
        cell(run('Sở Tư pháp')),
        cell(run('30/5/2026', mark), run(' 30/7/2026')),
      ),
      row(cell(run('2')), cell(run('Thi')), cell(run('Sở Nội vụ')), cell(run('Quý II', mark))),
      struckRow(mark),
      row(cell(run('4')), cell(run('Họp')), cell(run('Sở Y tế', mark), run('Sở Tài chính')), cell(run('Quý IV'))),
    ].join('');
    expect(await read(aWordFile(`<w:tbl>${table}</w:tbl>`), 'a.docx')).toEqual({
      rows: [
        ['Rà soát', 'Sở Tư pháp', '30/7/2026'],
        ['Thi', 'Sở Nội vụ', null],
        ['Họp', 'Sở Tài chính', 'Quý IV'],
      ],
      said: [
        ['row-struck-out', 4],
        ['cell-struck-out', 2],
        ['row-without-deadline', 3],
        ['cell-struck-out', 3],
        ['cell-struck-out', 5],
      ],
    });
  });

  it('keeps what a strike is switched off for', async () => {
    const off = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>Quý I</w:t></w:r>';
    const table = wordRow(...HEADER) + row(cell(run('1')), cell(run('Rà soát')), cell(run('Sở Tư pháp')), cell(off));
    expect((await read(aWordFile(`<w:tbl>${table}</w:tbl>`), 'a.docx')).rows).toEqual([
      ['Rà soát', 'Sở Tư pháp', 'Quý I'],
    ]);
  });
});

describe('Excel', () => {
  const STYLES =
    '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="3"><font><sz val="11"/></font><font><strike/><sz val="11"/></font><font><strike val="0"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/></cellXfs></styleSheet>';
  const styled = (place: string, text: string, style: number) =>
    `<c r="${place}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const runs = (place: string, xml: string) => `<c r="${place}" t="inlineStr"><is>${xml}</is></c>`;
  const book = (content: string) => {
    const parts = sheetParts(`<sheetData>${content}</sheetData>`);
    const relations = new TextDecoder().decode(parts['xl/_rels/workbook.xml.rels']);
    return zipSync({
      ...parts,
      'xl/styles.xml': strToU8(STYLES),
      'xl/_rels/workbook.xml.rels': strToU8(
        relations.replace(
          '</Relationships>',
          '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
        ),
      ),
    });
  };

  it('leaves out cells with a struck font and struck stretches of a text, and says so', async () => {
    const bytes = book(
      [
        sheetRow(1, ...HEADER),
        `<row r="2">${styled('A2', '1', 0)}${styled('B2', 'Rà soát', 2)}${styled('C2', 'Sở Tư pháp', 0)}${runs('D2', '<r><rPr><strike/></rPr><t>30/5/2026</t></r><r><t xml:space="preserve"> 30/7/2026</t></r>')}</row>`,
        `<row r="3">${['3', 'Bỏ việc này', 'Sở Y tế', 'Quý III'].map((text, at) => styled(`${'ABCD'[at]}3`, text, 1)).join('')}</row>`,
        `<row r="4">${styled('A4', '4', 0)}${styled('B4', 'Thi', 0)}${styled('C4', 'Sở Nội vụ', 0)}${styled('D4', 'Quý II', 1)}</row>`,
      ].join(''),
    );
    expect(await read(bytes, 'a.xlsx')).toEqual({
      rows: [
        ['Rà soát', 'Sở Tư pháp', '30/7/2026'],
        ['Thi', 'Sở Nội vụ', null],
      ],
      said: [
        ['row-struck-out', 3],
        ['cell-struck-out', 2],
        ['row-without-deadline', 4],
        ['cell-struck-out', 4],
      ],
    });
  });
});
