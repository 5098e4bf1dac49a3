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

  it.each([
    ['VTV, VOV, TTXVN', ['VTV', 'VOV', 'TTXVN']],
    ['VTV, VOV và TTXVN', ['VTV', 'VOV', 'TTXVN']],
    ['P2, P3', ['P2', 'P3']],
    ['P2 và P3', ['P2', 'P3']],
    ['A05, C06', ['A05', 'C06']],
    ['VPCP, BNV, BTC', ['VPCP', 'BNV', 'BTC']],
    ['Sở KHCN, STP, SNV', ['Sở KHCN', 'STP', 'SNV']],
    ['Sở Nội vụ, VTV', ['Sở Nội vụ', 'VTV']],
    ['Viettel, VNPT, FPT', ['Viettel', 'VNPT', 'FPT']],
    ['VTV, VOV, các cơ quan báo chí', ['VTV', 'VOV', 'các cơ quan báo chí']],
    ['Cục 1, 2, 3', ['Cục 1', 'Cục 2', 'Cục 3']],
    ['Phòng 1 và 2', ['Phòng 1', 'Phòng 2']],
    ['Vụ I, II', ['Vụ I', 'Vụ II']],
    ['Sở NV, TC, TP', ['Sở NV', 'Sở TC', 'Sở TP']],
    ['Sở Nội vụ, Tài chính, Tư pháp', ['Sở Nội vụ', 'Sở Tài chính', 'Sở Tư pháp']],
    ['Sở Xây dựng, Công Thương và các sở, ngành', ['Sở Xây dựng', 'Sở Công Thương', 'các sở, ngành']],
    ['Các sở Nội vụ, Tài chính và Tư pháp', ['Sở Nội vụ', 'Sở Tài chính', 'Sở Tư pháp']],
    ['Sở Tài chính, Kế hoạch và Đầu tư', ['Sở Tài chính', 'Sở Kế hoạch và Đầu tư']],
    ['Sở GD và ĐT, KH và CN', ['Sở GD và ĐT', 'Sở KH và CN']],
    ['Vụ Pháp chế, TCCB', ['Vụ Pháp chế', 'Vụ TCCB']],
    ['Bộ Công an, Quốc phòng', ['Bộ Công an', 'Bộ Quốc phòng']],
    ['Văn phòng, Phòng QLĐT, Phòng TCKT', ['Văn phòng', 'Phòng QLĐT', 'Phòng TCKT']],
    ['VP, TCCB', ['VP', 'TCCB']],
    ['Đảng ủy, HĐND, UBND, UBMTTQ xã', ['Đảng ủy', 'HĐND', 'UBND', 'UBMTTQ xã']],
    ['Đài PTTH, Báo', ['Đài PTTH', 'Báo']],
  ])('that are several stay several: %j', (cell, names) => {
    expect(splitAgencies(cell)).toEqual(names);
  });

  it.each([
    'Bộ VH, TT và DL',
    'Bộ VH, TT&DL',
    'Sở LĐ, TB&XH',
    'Sở LĐ-TB và XH',
    'Sở GD, ĐT',
    'Bộ KH, CN và MT',
    'Sở TN, MT',
    'Bộ TT và TT',
    'Phòng VH, TT',
    'Phòng Văn hóa, TT',
    'Phòng KT, HT và ĐT',
    'Phòng Tài chính, Kế hoạch',
    'Phòng Lao động, Thương binh và Xã hội',
    'Sở Nông nghiệp, Môi trường',
    'Trung tâm VH, TT & TT',
    'Sở VH, TT và DL tỉnh',
    'Phòng TCHC và QLKH',
    'UBND các H, TX, TP',
    'VH, TT và DL',
    'Văn phòng HĐND, UBND huyện',
    'Ông Nam, PCT',
    'Công an tỉnh (PC06, PA03)',
  ])('that are one body stay one: %j', (cell) => {
    expect(splitAgencies(cell)).toEqual([cell]);
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
