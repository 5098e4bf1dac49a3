import { describe, expect, it } from 'vitest';
import { splitAgencies } from '#domain/plan/split-agencies.ts';
import { splitProducts } from '#domain/plan/split-products.ts';
import { splitRoles } from '#domain/plan/split-roles.ts';

describe('agencies of a cell', () => {
  it.each([
    [
      '- Phòng Nội vụ;\n- Văn phòng HĐND&UBND;\n- các cơ quan liên quan',
      ['Phòng Nội vụ', 'Văn phòng HĐND&UBND', 'các cơ quan liên quan'],
    ],
    [
      'Các cơ quan, \nđơn vị liên quan\nvà UBND các \nxã, thị trấn',
      ['Các cơ quan, đơn vị liên quan', 'UBND các xã, thị trấn'],
    ],
    ['Sở Tài nguyên và Môi trường và Sở Xây dựng', ['Sở Tài nguyên và Môi trường', 'Sở Xây dựng']],
    [
      'Phòng Văn hóa, Khoa học và Thông tin; Phòng Kinh tế, Hạ tầng và Đô thị',
      ['Phòng Văn hóa, Khoa học và Thông tin', 'Phòng Kinh tế, Hạ tầng và Đô thị'],
    ],
    [
      'Phòng Kinh tế, Văn phòng HĐND và UBND, Trung tâm Phục vụ hành chính công',
      ['Phòng Kinh tế', 'Văn phòng HĐND và UBND', 'Trung tâm Phục vụ hành chính công'],
    ],
    [
      'Các Sở, Ban, Ngành cấp tỉnh và UBND các xã, phường, đặc khu',
      ['Các Sở, Ban, Ngành cấp tỉnh', 'UBND các xã, phường, đặc khu'],
    ],
    ['công chức Tư pháp, công chức Văn phòng - thống kê', ['công chức Tư pháp', 'công chức Văn phòng - thống kê']],
    [
      'Các phòng: Nội vụ, Tư pháp và Tài chính - Kế hoạch',
      ['Phòng Nội vụ', 'Phòng Tư pháp', 'Phòng Tài chính - Kế hoạch'],
    ],
    [
      'Bộ Công an, Bộ Quốc phòng và các bộ, ngành, địa phương có liên quan',
      ['Bộ Công an', 'Bộ Quốc phòng', 'các bộ, ngành, địa phương có liên quan'],
    ],
    ['Văn phòng Sở, Thanh tra Sở', ['Văn phòng Sở', 'Thanh tra Sở']],
    ['Sở Tài chính và cơ quan, địa phương liên quan', ['Sở Tài chính', 'cơ quan, địa phương liên quan']],
    ['Các cơ quan, đơn vị và địa phương liên quan', ['Các cơ quan, đơn vị và địa phương liên quan']],
    ['Ban QLDA, TTVH-TT&TT, Công an', ['Ban QLDA', 'TTVH-TT&TT', 'Công an']],
    [
      'Bà Lê Thị Hoa, công chức Văn phòng; ông Trần Văn Nam, Trưởng Công an xã',
      ['Bà Lê Thị Hoa, công chức Văn phòng', 'ông Trần Văn Nam, Trưởng Công an xã'],
    ],
    ['Ông Nam, bà Hoa', ['Ông Nam', 'bà Hoa']],
    ['UBND huyện (Phòng Tài chính - KH huyện)', ['UBND huyện (Phòng Tài chính - KH huyện)']],
    ['Phòng Nội vụ\nPhòng Tài chính - \nKế hoạch', ['Phòng Nội vụ', 'Phòng Tài chính - Kế hoạch']],
  ])('%j are %j', (cell, names) => {
    expect(splitAgencies(cell)).toEqual(names);
  });

  it('broken after "Văn phòng HĐND" are joined, an introducing line and remarks are left out', () => {
    expect(
      splitAgencies(
        'Các phòng, ngành chức năng:\n- Văn phòng HĐND\n- UBND huyện: hướng dẫn;\n- Thanh tra huyện (chủ trì)',
      ),
    ).toEqual(['Văn phòng HĐND - UBND huyện', 'Thanh tra huyện']);
  });

  it('are named once each', () => {
    expect(splitAgencies('Phòng Nội vụ; phòng Nội vụ')).toEqual(['Phòng Nội vụ']);
  });
});

describe('roles named in one cell', () => {
  it.each([
    ['Chủ trì: Phòng A\nPhối hợp: Phòng B', ['Phòng A'], ['Phòng B']],
    ['Phòng A chủ trì, phối hợp với Phòng B và UBND các xã', ['Phòng A'], ['Phòng B', 'UBND các xã']],
    ['Phòng A (chủ trì), Phòng B', ['Phòng A'], ['Phòng B']],
  ])('%j', (cell, leads, coordinators) => {
    expect(splitRoles(cell)).toEqual({ leads, coordinators, isClear: true });
  });
});

describe('products of a cell', () => {
  it('split at semicolons and dashes, at commas only in a bare list of papers', () => {
    expect(splitProducts('- Kế hoạch;\n- Báo cáo kết quả')).toEqual(['Kế hoạch', 'Báo cáo kết quả']);
    expect(splitProducts('Thông báo, Công văn, kế hoạch')).toEqual(['Thông báo', 'Công văn', 'kế hoạch']);
    const one = 'Nghị quyết của HĐND huyện, Quyết định của UBND huyện về chuyển đổi số';
    expect(splitProducts(one)).toEqual([one]);
  });
});
