import { strFromU8, unzipSync } from 'fflate';
import { extractRawText } from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import { ReportHead } from '#contracts/letterhead.ts';
import { type OverdueReportOptions, optionsOf, UNSIGNED } from '#documents/overdue-report-options.ts';
import { readWord } from '#documents/read-word.ts';
import { writeOverdueReport } from '#documents/write-overdue-report.ts';
import { day } from '../support/moments.ts';
import { AUDIT, OPTIONS, overdueReportOf, PLAN, ROWS } from './overdue-report-fixture.ts';

async function textOf(rows = ROWS, options: Partial<OverdueReportOptions> = {}): Promise<string> {
  const bytes = await writeOverdueReport(overdueReportOf(rows), { ...OPTIONS, ...options });
  const { value } = await extractRawText({ buffer: Buffer.from(bytes) });
  return value.replaceAll(/[\u00a0\s]+/g, ' ');
}

async function tablesOf(rows = ROWS, options: Partial<OverdueReportOptions> = {}): Promise<string[][][]> {
  const bytes = await writeOverdueReport(overdueReportOf(rows), { ...OPTIONS, ...options });
  const outcome = await readWord(unzipSync(bytes));
  if (!outcome.ok) throw new Error(outcome.issues[0]?.message);
  return outcome.document.blocks.flatMap((block) =>
    block.kind === 'table'
      ? [block.grid.map((line) => line.map((cell) => (cell?.text ?? '').replaceAll(/\s+/g, ' ')))]
      : [],
  );
}

test('is headed and signed as the office has said, and as its name says where it has not', async () => {
  const head = ReportHead.parse({
    parentOffice: 'UBND tỉnh Hải Dương',
    officeName: 'UBND huyện Tứ Kỳ (mới)',
    place: 'Thị trấn Tứ Kỳ',
    authority: 'TM. Ủy ban nhân dân',
    signerTitle: 'Phó Chủ tịch',
    signerName: 'Trần Văn Bình',
  });
  const text = await textOf(ROWS, optionsOf(head));
  for (const words of [
    'UBND TỈNH HẢI DƯƠNG',
    'HUYỆN TỨ KỲ (MỚI)',
    'Thị trấn Tứ Kỳ, ngày',
    'TM. ỦY BAN NHÂN DÂN',
    'PHÓ CHỦ TỊCH',
    'Trần Văn Bình',
  ])
    expect(text).toContain(words);
  expect(text).toContain('Lãnh đạo UBND huyện Tứ Kỳ (mới)');
  expect(optionsOf(ReportHead.parse({}))).toEqual(UNSIGNED);
});

describe('the overdue audit as a paper to sign', () => {
  test('shows what people write as they write it, signs of markup too, and nothing that no document can hold', async () => {
    const [row] = ROWS.filter(({ title }) => title === 'Hỏng hạn');
    const odd = { ...(row ?? ROWS[0]!), title: 'A & B < C > "D" \u0001\uE0000\uE001', agencyName: '<w:tr>' };
    const tables = await tablesOf([odd]);
    expect(tables.flat(2)).toContain('A & B < C > "D" 0');
    expect(tables.flat(2)).toContain('<w:tr>');
  });

  test('ends with the root of the log and the number of its events, as they are copied into a check', async () => {
    expect(await textOf()).toContain(`Mã kiểm chứng nhật ký: ${AUDIT.root}, ${AUDIT.events} sự kiện`);
  });

  test('has the parts of an administrative document in their order', async () => {
    const text = await textOf();
    const parts = [
      'ỦY BAN NHÂN DÂN HUYỆN TỨ KỲ',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: /BC-UBND',
      'Tứ Kỳ, ngày tháng năm 2026',
      'BÁO CÁO',
      'Dữ liệu tính đến ngày 05 tháng 10 năm 2026',
      'I. TÌNH HÌNH CHUNG',
      './.',
      'Nơi nhận:',
      '- Lưu: VT.',
      'TM. ỦY BAN NHÂN DÂN',
      'CHỦ TỊCH',
      'Phụ lục I DANH MỤC NHIỆM VỤ QUÁ HẠN, CHƯA HOÀN THÀNH',
      'Kèm theo Báo cáo số /BC-UBND',
      'Phụ lục II DANH MỤC NHIỆM VỤ ĐÃ HOÀN THÀNH NHƯNG QUÁ HẠN',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places.map((place, index) => (place < 0 ? parts[index] : null)).filter(Boolean)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('says the four counts and the rate of what fell due, and leaves withdrawn work out', async () => {
    const text = await textOf();
    expect(text).toContain('tổng số nhiệm vụ được theo dõi là 06 nhiệm vụ, trong đó có 05 nhiệm vụ có thời hạn cụ thể');
    expect(text).toContain('Đã hoàn thành 02 nhiệm vụ, gồm: đúng hạn 01 nhiệm vụ, quá hạn 01 nhiệm vụ');
    expect(text).toContain('Chưa hoàn thành 03 nhiệm vụ, gồm: trong hạn 01 nhiệm vụ, quá hạn 02 nhiệm vụ');
    expect(text).toContain('Trong 04 nhiệm vụ đã hoàn thành hoặc đã đến hạn có 03 nhiệm vụ quá hạn, chiếm tỷ lệ 75%');
    expect(text).toContain('nhiều nhất là 217 ngày (cơ quan chủ trì: Phòng Tư pháp)');
    expect(text).not.toContain('Đã thu hồi');
  });

  test('lists what is overdue in the columns of the official model, the longest first, lateness explained', async () => {
    const list = (await tablesOf()).find(([header]) => header?.[1] === 'Nhiệm vụ' && header.length === 6);
    expect(list).toEqual([
      ['STT', 'Nhiệm vụ', 'Văn bản giao nhiệm vụ', 'Cơ quan chủ trì', 'Thời hạn hoàn thành', 'Số ngày quá hạn'],
      [
        '1',
        'Hỏng hạn',
        'Kế hoạch cải cách hành chính Nhà nước của huyện Tứ Kỳ năm 2026',
        'Phòng Tư pháp',
        '28/02/2026 (tính từ 02/03/2026)',
        '217',
      ],
      [
        '2',
        'Chờ xác nhận (đã báo cáo ngày 02/10/2026, chờ xác nhận)',
        'Kế hoạch cải cách hành chính Nhà nước của huyện Tứ Kỳ năm 2026',
        'Sở Nội vụ',
        '30/09/2026',
        '2',
      ],
    ]);
  });

  test('counts agencies and fields to the same total', async () => {
    const counts = (await tablesOf()).filter(([header]) => header?.[2] === 'Tổng số');
    expect(counts.map((table) => table.at(-1)?.slice(2))).toEqual([
      ['6', '1', '1', '1', '2', '1'],
      ['6', '1', '1', '1', '2', '1'],
    ]);
  });

  test('fills in what the registry and the office know', async () => {
    const text = await textOf(ROWS, {
      number: '128',
      signedOn: day('2026-11-05'),
      parentOffice: 'UBND tỉnh Hải Dương',
      place: 'Hải Dương',
      signerName: 'Nguyễn Văn An',
      recipients: ['Sở Nội vụ (để b/c)'],
      archive: 'VT, NV',
      planReferences: new Map([[PLAN.id, 'Kế hoạch số 12/KH-UBND ngày 05/01/2026']]),
    });
    for (const part of [
      'UBND TỈNH HẢI DƯƠNG',
      'Số: 128/BC-UBND',
      'Hải Dương, ngày 05 tháng 11 năm 2026',
      'Nguyễn Văn An',
      '- Sở Nội vụ (để b/c);',
      '- Lưu: VT, NV.',
      'được giao tại Kế hoạch số 12/KH-UBND ngày 05/01/2026,',
      'Kế hoạch số 12/KH-UBND ngày 05/01/2026 Phòng Tư pháp',
      '(Kèm theo Báo cáo số 128/BC-UBND ngày 05 tháng 11 năm 2026',
    ])
      expect(text).toContain(part);
  });

  test('says so when nothing is overdue, and has no annex', async () => {
    const text = await textOf(ROWS.filter((row) => row.daysLate === 0));
    expect(text).toContain('Không có nhiệm vụ quá hạn.');
    expect(text).not.toContain('Phụ lục');
  });

  test('a single list is the annex, without a number, and the text points at it', async () => {
    const text = await textOf(ROWS.filter((row) => row.dueState !== 'open-overdue'));
    expect(text).toContain('đã hoàn thành nhưng quá hạn (chi tiết tại Phụ lục kèm theo)');
    expect(text).not.toContain('Phụ lục I');
  });

  describe('on the page', () => {
    let files: Record<string, Uint8Array>;
    beforeAll(async () => {
      files = unzipSync(await writeOverdueReport(overdueReportOf(ROWS), OPTIONS));
    });
    const part = (name: string) => strFromU8(files[name] as Uint8Array);

    test('is A4 with margins within the decree, in black Times New Roman', () => {
      const [, attributes = ''] = /<w:pgMar ([^>]*)\/>/.exec(part('word/document.xml')) ?? [];
      const mm = (side: string) =>
        Math.round((Number(new RegExp(`w:${side}="(\\d+)"`).exec(attributes)?.[1]) / 1440) * 25.4);
      expect(/<w:pgSz [^>]*>/.exec(part('word/document.xml'))?.[0]).toContain('w:w="11906" w:h="16838"');
      expect([mm('top'), mm('bottom'), mm('left'), mm('right')]).toEqual([20, 20, 30, 15]);
      expect(/w:ascii="([^"]*)"/.exec(part('word/styles.xml'))?.[1]).toBe('Times New Roman');
      expect(part('word/document.xml').includes('w:rFonts')).toBe(false);
    });

    test('numbers pages at the top, not on the first, each annex from 1', () => {
      const document = part('word/document.xml');
      const headers = Object.keys(files).filter((name) => /^word\/header\d+\.xml$/.test(name));
      expect(headers.filter((name) => part(name).includes('PAGE')).length).toBe(3);
      expect(document.match(/<w:titlePg\/>/g)?.length).toBe(3);
      expect(document.match(/<w:pgNumType w:start="1"\/>/g)?.length).toBe(3);
    });

    test('no row of a table is torn, and each header is repeated', () => {
      const document = part('word/document.xml');
      expect(document.match(/<w:tblHeader\/>/g)?.length).toBe(6);
      expect(document.match(/<w:cantSplit\/>/g)?.length).toBe(document.match(/<w:tr>/g)?.length);
    });
  });
});
