import { describe, expect, it } from 'vitest';
import { readPlanTitle } from '#domain/plan/read-preamble.ts';

const read = (...lines: string[]) => readPlanTitle(lines, [], []);

describe('the years of a plan', () => {
  it.each([
    ['KẾ HOẠCH|Cải cách hành chính năm 2026', 2026, 2026],
    ['KẾ HOẠCH|Cải cách hành chính giai đoạn 2026 - 2030', 2026, 2030],
    ['KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH TỪ NĂM 2021 ĐẾN NĂM 2025', 2021, 2025],
    ['KẾ HOẠCH|Cải cách hành chính giai đoạn 2021-2025, định hướng đến năm 2030', 2021, 2025],
    ['KẾ HOẠCH|Chuyển đổi số năm 2026, tầm nhìn đến năm 2030', 2026, 2026],
    [
      'BẢNG PHÂN CÔNG NHIỆM VỤ|Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;|Thực hiện Kế hoạch năm 2026',
      2026,
      2026,
    ],
    ['BẢNG PHÂN CÔNG NHIỆM VỤ|Tổng kết năm 2025, triển khai năm 2026', null, null],
    ['PHỤ LỤC|(Kèm theo Quyết định số 2820/QĐ-UBND ngày 19 tháng 11 năm 2025 của UBND Thành phố)', null, null],
  ])('%s', (text, yearFrom, yearTo) => {
    expect(read(...text.split('|'))).toMatchObject({ yearFrom, yearTo });
  });
});

describe('the title of a plan', () => {
  it.each([
    [
      'QUYẾT ĐỊNH|Về việc ban hành Kế hoạch cải cách hành chính|huyện Đức Thọ năm 2024|CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN',
      'Kế hoạch cải cách hành chính huyện Đức Thọ năm 2024',
    ],
    [
      'QUYẾT ĐỊNH|Về việc ban hành Kế hoạch cải cách hành chính năm 2026|KẾ HOẠCH|Cải cách hành chính năm 2026',
      'KẾ HOẠCH Cải cách hành chính năm 2026',
    ],
    [
      'KẾ HOẠCH|Thực hiện Nghị quyết số 57-NQ/TW năm 2026|Thực hiện Kế hoạch của tỉnh, UBND xã ban hành kế hoạch:',
      'KẾ HOẠCH Thực hiện Nghị quyết số 57-NQ/TW năm 2026',
    ],
    ['CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026|của UBND xã Kim Sơn', 'CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026 của UBND xã Kim Sơn'],
    ['PHỤ LỤC|NHIỆM VỤ CỦA CÁC SỞ, NGÀNH|(Kèm theo Quyết định số 1)', 'NHIỆM VỤ CỦA CÁC SỞ, NGÀNH'],
  ])('%s', (text, title) => {
    expect(read(...text.split('|')).title).toBe(title);
  });

  it('names the issuer when no letterhead does', () => {
    expect(read('CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026', 'của UBND xã Kim Sơn').issuer).toBe('UBND xã Kim Sơn');
    expect(read('ĐẢNG BỘ TỈNH GIA LAI', 'ĐẢNG ỦY XÃ IA LY', 'KẾ HOẠCH', 'Chuyển đổi số năm 2026').issuer).toBe(
      'ĐẢNG ỦY XÃ IA LY',
    );
  });
});
