// Words that say no time must change nothing: neither the dates nor whether a person is asked.
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeadline } from '#domain/deadline/read-deadline.ts';

type Case = { text: string; planYear: number | null; planYears?: [number, number] };

const cases = ['deadlines.jsonl', 'deadline-phrasings.jsonl', 'deadline-field.jsonl'].flatMap((name) =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Case),
);
const read = ({ text, planYear, planYears }: Case) =>
  readDeadline({ text, planYear, ...(planYears === undefined ? {} : { planYears }) });
const datesOf = (one: Case) => [...new Set(read(one).deadlines.flatMap(({ due }) => due))].sort();
/** Texts that are read for certain, dated, in one sentence without a label of their own. */
const plain = cases.filter(
  (one) =>
    /^[^:;\n.]+$/.test(one.text) &&
    // A phase behind words is their title, "T12" stands only alone, a sentence of a condition does not go on.
    !/^(\d|T\d|(trong )?giai đoạn|theo|căn cứ|khi|sau khi)/iu.test(one.text) &&
    read(one).sure &&
    datesOf(one).length > 0,
);

/** Bodies, documents, places, counts and names as plans write them before or behind a time. */
const LEADS = [
  'Thường trực Huyện ủy',
  'Ban Thường vụ Đảng ủy xã',
  'Trung tâm Phục vụ hành chính công',
  'Phòng Tài chính - Kế hoạch',
  'các xã, phường, thị trấn',
  '05 cơ quan chuyên môn',
  'lớp 10',
  'Quận 12',
  'Tổ công tác số 3,',
  'khu tái định cư',
  'Sở Giáo dục và Đào tạo',
  'Thực hiện Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2026,',
  'Theo Công văn 345/SNV-CCHC ngày 10/01/2026,',
  'Đề án 06',
  'đường dây 110 kV',
  'dự án chậm tiến độ',
  'nguồn chi thường xuyên',
  'phòng, chống hạn hán',
  'chuyển đổi số từ xa đến tận thôn',
  'thực hiện Nghị quyết 57-NQ/TW của Bộ Chính trị,',
  '100% hồ sơ trực tuyến',
  '1.250 hộ dân',
  'Điều 15 Luật Đất đai',
  'Thứ trưởng phụ trách',
];
const TAILS = [
  ', gửi Thường trực HĐND tỉnh',
  ' cho Sở Nội vụ',
  ' tại 15 xã',
  ' theo Quyết định số 40/QĐ-TTg ngày 12 tháng 01 năm 2026',
  ' (qua Văn phòng UBND tỉnh)',
  ', trình Ban Thường vụ xem xét',
  ' đối với 03 đơn vị',
  ' để đẩy nhanh các dự án chậm tiến độ',
  ' nhằm nâng cao hiệu lực, hiệu quả quản lý',
  ' (kèm số liệu, hình ảnh)',
  ' cho học sinh lớp 12',
  ' trên địa bàn 8 phường',
];

describe('words that hold no time', () => {
  it('before a time change neither its dates nor that it is sure', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LEADS), fc.constantFrom(...plain), (lead, one) => {
        const longer = { ...one, text: `${lead} ${one.text.charAt(0).toLowerCase()}${one.text.slice(1)}` };
        expect({ text: longer.text, dates: datesOf(longer), sure: read(longer).sure }).toEqual({
          text: longer.text,
          dates: datesOf(one),
          sure: true,
        });
      }),
      { numRuns: 3000 },
    );
  }, 120_000);

  it('behind a time change neither its dates nor that it is sure', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TAILS), fc.constantFrom(...plain), (tail, one) => {
        const longer = { ...one, text: `${one.text}${tail}` };
        expect({ text: longer.text, dates: datesOf(longer), sure: read(longer).sure }).toEqual({
          text: longer.text,
          dates: datesOf(one),
          sure: true,
        });
      }),
      { numRuns: 2000 },
    );
  }, 120_000);
});

describe('a date that is sure', () => {
  it('has its day or its month in the words, or follows from a period that they name', () => {
    const EDGES = /tháng|quý|năm|tuần|thứ|chủ nhật|kỳ|tết|ngày|\d{1,2}\s*[/.-]\s*\d|\bt\d|\bq|\d{4}/iu;
    for (const one of cases) {
      const reading = read(one);
      if (!reading.sure) continue;
      for (const day of reading.deadlines.flatMap(({ due }) => due)) {
        const year = Number(day.slice(0, 4));
        const plan = one.planYears ?? [one.planYear ?? year, one.planYear ?? year];
        const said = new RegExp(`${year}|${year + 1}|[/.-]\\s*${String(year).slice(2)}\\b`).test(one.text);
        const counted = year >= plan[0] - 1 && year <= plan[1] + 1;
        const spanned = /(\d{4})\D+(\d{4})|năm/u.test(one.text);
        expect(said || counted || spanned, `${one.text} → ${day}`).toBe(true);
        expect(EDGES.test(one.text.normalize('NFC')), one.text).toBe(true);
      }
    }
  });
});
