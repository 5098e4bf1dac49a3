import { describe, expect, it } from 'vitest';
import { readCode, readLabel } from '#domain/plan/read-label.ts';

describe('the number and label before a text', () => {
  it.each([
    ['2.10. Hoạt dộng 7:\nTriển khai', '2.10', 7, 'Triển khai'],
    ['1.1 Xây dựng', '1.1', null, 'Xây dựng'],
    ['a) Rà soát', 'a', null, 'Rà soát'],
    ['II CẢI CÁCH THỂ CHẾ', 'II', null, 'CẢI CÁCH THỂ CHẾ'],
    ['Nhiệm vụ 2: Rà soát', null, 2, 'Rà soát'],
    ['02 trường THCS', null, null, '02 trường THCS'],
    ['100% hồ sơ', null, null, '100% hồ sơ'],
    ['1.200 hồ sơ', null, null, '1.200 hồ sơ'],
    ['15/3/2026 họp', null, null, '15/3/2026 họp'],
    ['Hoạt động kiểm tra', null, null, 'Hoạt động kiểm tra'],
    ['3.1. Tập huấn; 3.2. Nghiên cứu', '3.1', null, '3.1. Tập huấn; 3.2. Nghiên cứu'],
  ])('%j', (text, code, labelNumber, title) => {
    expect(readLabel(text)).toMatchObject({ code, labelNumber, title });
  });

  it('a numbering cell holds a number and nothing else', () => {
    expect(['1.', 'IV', '(a)', '1.2.', 'B.1'].map(readCode)).toEqual(['1', 'IV', 'a', '1.2', 'B.1']);
    expect(['Quý', '', '2026', '1 2'].map(readCode)).toEqual([null, null, null, null]);
  });
});
