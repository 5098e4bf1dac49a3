// The years of a plan follow from what the document says of itself; what it cites, sums up or looks towards is another year, and a doubt is asked.
import { describe, expect, test } from 'vitest';
import { readPlanTitle } from '#domain/plan/read-preamble.ts';
import { yearsWrittenOut } from '#domain/plan/read-years.ts';
import { spokenYears, yearsIssues } from '#domain/plan/spoken-years.ts';

const read = (text: string) => readPlanTitle(text.split('|'), [], []);
const yearsOf = (text: string) => {
  const { yearFrom, yearTo } = read(text);
  return [yearFrom, yearTo];
};

const JANUARY = 'Số: 12/KH-UBND|Kim Sơn, ngày 05 tháng 01 năm 2026';

describe('a plan of one year', () => {
  test.each([
    // its own words
    ['UBND XÃ KIM SƠN|KẾ HOẠCH|Cải cách hành chính năm 2026', 2026],
    ['KẾ HOẠCH CÔNG TÁC THÁNG 6/2026', 2026],
    ['CHƯƠNG TRÌNH CÔNG TÁC QUÝ II/2026|của UBND phường Hải Châu', 2026],
    ['KẾ HOẠCH|Tổ chức Tết Trung thu năm 2026 trên địa bàn phường', 2026],
    ['KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH 2026', 2026],
    ['KẾ HOẠCH|Phòng, chống và khắc phục hậu quả thiên tai năm 2026', 2026],
    ['KẾ HOẠCH|Phổ biến, giáo dục pháp luật năm 2026', 2026],
    ['KẾ HOẠCH|Đánh giá, xếp loại chất lượng cán bộ, công chức năm 2026', 2026],
    ['CHƯƠNG TRÌNH|Giám sát của Hội đồng nhân dân xã khóa II, nhiệm kỳ 2026-2031 năm 2027', 2027],
    ['KẾ HOẠCH|Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2024 giai đoạn 2021-2025', 2024],
    // what is summed up, mended or cited is not it
    ['TỔNG KẾT NĂM 2026, TRIỂN KHAI NHIỆM VỤ NĂM 2027', 2027],
    ['KẾ HOẠCH|Tổng kết công tác năm 2026 và phương hướng, nhiệm vụ năm 2027', 2027],
    ['KẾ HOẠCH|Sơ kết 6 tháng đầu năm 2026; triển khai nhiệm vụ trọng tâm 6 tháng cuối năm 2026', 2026],
    ['KẾ HOẠCH|Khắc phục hạn chế sau kết quả Chỉ số PAR INDEX năm 2024 và nâng cao Chỉ số năm 2026', 2026],
    ['KẾ HOẠCH|Khắc phục tồn tại, hạn chế năm 2025, nâng cao Chỉ số cải cách hành chính năm 2026', 2026],
    ['KẾ HOẠCH|Triển khai thi hành Luật Đất đai năm 2024 trên địa bàn xã năm 2026', 2026],
    ['KẾ HOẠCH|Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị năm 2026', 2026],
    ['KẾ HOẠCH|Duy trì hệ thống quản lý chất lượng TCVN ISO 9001:2015 năm 2026', 2026],
    ['KẾ HOẠCH|Chuyển đổi số năm 2026, định hướng đến năm 2030, tầm nhìn 2045', 2026],
  ])('%s → %i', (text, year) => {
    expect(yearsOf(text)).toEqual([year, year]);
  });

  test.each([
    // the document's date, its number and the remark that attaches it
    [`${JANUARY}|KẾ HOẠCH|Triển khai thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị`],
    [
      'PHỤ LỤC|NHIỆM VỤ TRIỂN KHAI NGHỊ QUYẾT SỐ 57-NQ/TW NGÀY 22 THÁNG 12 NĂM 2024|(Kèm theo Kế hoạch số 12/KH-SNV ngày 05 tháng 01 năm 2026 của Sở Nội vụ)',
    ],
    [`${JANUARY}|KẾ HOẠCH|Khắc phục tồn tại, hạn chế Chỉ số cải cách hành chính năm 2025`],
    [`${JANUARY}|KẾ HOẠCH|Triển khai thi hành Luật Đất đai năm 2024`],
    [`${JANUARY}|KẾ HOẠCH|Thực hiện Nghị quyết số 05-NQ/HU năm 2026`],
    ['Số: 12/KH-UBND ngày 05/01/2026|KẾ HOẠCH|Chuyển đổi số trên địa bàn xã'],
    ['Số: 05/2026/QĐ-UBND|QUYẾT ĐỊNH|Ban hành Kế hoạch chuyển đổi số xã Kim Sơn'],
    ['DANH MỤC NHIỆM VỤ|(Ban hành kèm theo Quyết định số 120/QĐ-SNV ngày 03/02/2026|của Giám đốc Sở Nội vụ)'],
    [`${JANUARY}|KẾ HOẠCH|Xây dựng dự toán ngân sách năm 2027`],
    [
      'Số: 3/KH-HĐND|Đà Nẵng, ngày    tháng 3 năm 2026|KẾ HOẠCH|Tổ chức kỳ họp thứ 5 Hội đồng nhân dân phường khóa II, nhiệm kỳ 2026 - 2031',
    ],
    [`${JANUARY}|KẾ HOẠCH|Tổng kết 10 năm thi hành Luật Tiếp cận thông tin, giai đoạn 2016-2026`],
    [
      `${JANUARY}|KẾ HOẠCH|Chuyển đổi số|Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;|Căn cứ Kế hoạch số 9/KH-UBND ngày 05/12/2024 của UBND tỉnh;`,
    ],
  ])('is the year of the document when its title names none: %s', (text) => {
    expect(yearsOf(text)).toEqual([2026, 2026]);
  });

  test('may be made in the last months of the year before', () => {
    expect(yearsOf('Hà Tĩnh, ngày 28 tháng 12 năm 2025|KẾ HOẠCH|Cải cách hành chính năm 2026')).toEqual([2026, 2026]);
  });
});

describe('a plan of several years', () => {
  test.each([
    ['KẾ HOẠCH|Cải cách hành chính giai đoạn 2026 - 2030', 2026, 2030],
    [`${JANUARY}|CHƯƠNG TRÌNH HÀNH ĐỘNG|Phát triển kinh tế số giai đoạn 2026-2030, tầm nhìn đến năm 2045`, 2026, 2030],
    [`${JANUARY}|KẾ HOẠCH|Phát triển kinh tế số đến năm 2030, tầm nhìn đến năm 2045`, 2026, 2030],
    ['KẾ HOẠCH|Tuyển sinh các lớp đầu cấp năm học 2026-2027', 2026, 2027],
    ['KẾ HOẠCH|Tổng kết năm học 2025-2026, phương hướng năm học 2026-2027', 2026, 2027],
    ['KẾ HOẠCH|Phát triển kinh tế tập thể hai năm 2026, 2027', 2026, 2027],
    ['KẾ HOẠCH|Sắp xếp trụ sở từ năm 2026 đến hết năm 2028', 2026, 2028],
    ['KẾ HOẠCH|Thực hiện Đề án 06 từ tháng 9/2026 đến tháng 5/2027', 2026, 2027],
    [`${JANUARY}|NGHỊ QUYẾT|Về Kế hoạch đầu tư công|KẾ HOẠCH ĐẦU TƯ CÔNG TRUNG HẠN GIAI ĐOẠN 2026-2030`, 2026, 2030],
    ['Nghệ An, ngày 10 tháng 3 năm 2025|KẾ HOẠCH|Đầu tư công trung hạn giai đoạn 2026-2030', 2026, 2030],
  ])('%s → %i–%i', (text, from, to) => {
    expect(yearsOf(text)).toEqual([from, to]);
  });
});

describe('a person is asked', () => {
  test.each([
    ['nothing names a year', 'UBND XÃ KIM SƠN|KẾ HOẠCH|Cải cách hành chính'],
    ['only a law has a year', 'KẾ HOẠCH|Triển khai thi hành Luật Đất đai năm 2024'],
    ['only the mended index has a year', 'KẾ HOẠCH|Khắc phục tồn tại, hạn chế Chỉ số cải cách hành chính năm 2025'],
    ['the year behind a resolution may be its own', 'KẾ HOẠCH|Thực hiện Nghị quyết số 57-NQ/TW năm 2024'],
    [
      'a year behind a resolution is not that of the document',
      `${JANUARY}|KẾ HOẠCH|Thực hiện Nghị quyết số 57-NQ/TW năm 2024`,
    ],
    ['last year’s title over this year’s date', `${JANUARY}|KẾ HOẠCH|Cải cách hành chính năm 2025`],
    ['a title two years ahead of its date', `${JANUARY}|KẾ HOẠCH|Cải cách hành chính năm 2028`],
    ['a title of the next year in spring', `Kim Sơn, ngày 05 tháng 3 năm 2026|KẾ HOẠCH|Cải cách hành chính năm 2027`],
    ['two years that nothing joins', 'KẾ HOẠCH|Kiểm tra công vụ năm 2025 trên địa bàn xã, đợt bổ sung năm 2026'],
    ['no end', `${JANUARY}|KẾ HOẠCH|Chuyển đổi số năm 2026 và các năm tiếp theo`],
    ['no end and no year of its own', `${JANUARY}|KẾ HOẠCH|Áp dụng hóa đơn điện tử từ năm 2026`],
    ['an end without a beginning', 'KẾ HOẠCH|Phát triển kinh tế số đến năm 2030, tầm nhìn đến năm 2045'],
    ['an end that is past', `${JANUARY}|KẾ HOẠCH|Phát triển kinh tế số đến năm 2025`],
    ['a date at the end of a year', 'Kim Sơn, ngày 20 tháng 12 năm 2025|KẾ HOẠCH|Triển khai Nghị quyết số 57-NQ/TW'],
    ['a programme that is over', `${JANUARY}|KẾ HOẠCH|Giảm nghèo bền vững giai đoạn 2021-2025`],
    ['two documents', `${JANUARY}|DANH MỤC|(Kèm theo Quyết định số 9/QĐ-UBND ngày 05/02/2025 của UBND xã)`],
    [
      'only the term of the congress',
      `${JANUARY}|CHƯƠNG TRÌNH HÀNH ĐỘNG|Thực hiện Nghị quyết Đại hội Đảng bộ xã nhiệm kỳ 2025-2030`,
    ],
  ])('when %s', (_why, text) => {
    expect(yearsOf(text)).toEqual([null, null]);
    const [issue, ...others] = yearsIssues(read(text));
    expect(others).toEqual([]);
    expect(issue?.code).toBe('plan-years-unsure');
    expect(issue?.suggestion).toContain('--year 2026-2030');
  });

  test('when an annex speaks of another year than the title', () => {
    const { yearFrom } = readPlanTitle(
      ['KẾ HOẠCH', 'Cải cách hành chính năm 2026'],
      [],
      ['Phụ lục I: Nhiệm vụ năm 2025'],
    );
    expect(yearFrom).toBeNull();
  });

  test('when annexes speak of different years', () => {
    const annexes = ['Phụ lục I: Nhiệm vụ năm 2026', 'Phụ lục II: Nhiệm vụ năm 2027'];
    expect(readPlanTitle(['KẾ HOẠCH', 'Cải cách hành chính'], [], annexes).yearFrom).toBeNull();
  });
});

describe('the date of the document', () => {
  test.each([
    [`${JANUARY}|KẾ HOẠCH|Chuyển đổi số`, '2026-01-05'],
    ['Số: 12/KH-UBND Kim Sơn, ngày 5 tháng 1 năm 2026|KẾ HOẠCH', '2026-01-05'],
    ['UBND XÃ KIM SƠN|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKim Sơn, ngày 05 tháng 01 năm 2026|KẾ HOẠCH', '2026-01-05'],
    ['KẾ HOẠCH|(Kèm theo Quyết định số 9/QĐ-UBND ngày 5/1/2026 của UBND xã)', '2026-01-05'],
    ['KẾ HOẠCH|Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2025;', null],
    ['KẾ HOẠCH|Thực hiện Kế hoạch số 9/KH-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh', null],
    ['Kim Sơn, ngày     tháng     năm 2026|KẾ HOẠCH', null],
    ['Kim Sơn, ngày 31 tháng 02 năm 2026|KẾ HOẠCH', null],
  ])('%s → %s', (text, date) => {
    expect(read(text).issuedOn).toBe(date);
  });
});

describe('what the years follow from is said', () => {
  test('with what counts and what does not', () => {
    const text = `${JANUARY}|KẾ HOẠCH|Triển khai thi hành Luật Đất đai năm 2024 trên địa bàn xã năm 2026, tầm nhìn 2030`;
    expect(spokenYears(read(text))).toBe(
      'Kế hoạch năm 2026, theo tên kế hoạch ghi «năm 2026»; ngày của văn bản 05/01/2026. Không tính: «tầm nhìn 2030» là tầm nhìn, định hướng; «Luật Đất đai năm 2024» là năm của văn bản được viện dẫn.',
    );
  });

  test('and what does not agree', () => {
    expect(spokenYears(read(`${JANUARY}|KẾ HOẠCH|Cải cách hành chính năm 2025`))).toBe(
      'Chưa rõ kế hoạch của năm nào: các căn cứ chưa khớp nhau: tên kế hoạch ghi «năm 2025»; ngày của văn bản 05/01/2026.',
    );
    expect(spokenYears(read('KẾ HOẠCH|Cải cách hành chính'))).toBe(
      'Chưa rõ kế hoạch của năm nào: không có căn cứ nào nói rõ năm.',
    );
  });
});

describe('a table that speaks for itself', () => {
  const found = (...texts: (string | null)[]) =>
    yearsWrittenOut(readPlanTitle(['KẾ HOẠCH', 'Cải cách'], [], []), texts);

  test('has the year that every time text writes out', () => {
    const years = found('Trước ngày 15/6/2026', '20-11-2026', '2026-12-15', 'Từ 01/03/2026 đến 31.3.2026');
    expect([years.yearFrom, years.yearTo]).toEqual([2026, 2026]);
    expect(spokenYears(years)).toContain('mọi thời hạn trong bảng đều ghi năm 2026');
  });

  test('also with its months and quarters, and when the document of the end of a year may be of the next', () => {
    expect(found('15/6/2026', 'Quý III/2026', 'Tháng 11 năm 2026').yearFrom).toBe(2026);
    const late = readPlanTitle(['(Kèm theo Thông báo số 624/TB-VPCP ngày 16 tháng 11 năm 2025)'], [], []);
    expect(late.yearFrom).toBeNull();
    expect(yearsWrittenOut(late, ['Tháng 6/2025', '15/10/2025']).yearFrom).toBe(2025);
    expect(yearsWrittenOut(late, ['15/10/2024']).yearFrom).toBeNull();
  });

  test.each([
    [['15/6/2026', 'Quý II']],
    [['15/6/2026', null]],
    [['15/6/2026', '15/1/2027']],
    [['Quý II/2026', 'Năm 2026']],
    [['115/6/2026']],
    [[]],
  ])('%j leaves the question open', (texts) => {
    expect(found(...texts).yearFrom).toBeNull();
  });

  test('and is not asked where something else speaks of years', () => {
    const agreed = readPlanTitle(['KẾ HOẠCH', 'Cải cách năm 2026, năm 2027'], [], []);
    expect(yearsWrittenOut(agreed, ['15/6/2026'])).toBe(agreed);
  });
});
