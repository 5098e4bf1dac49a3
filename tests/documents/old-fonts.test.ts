import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { convertOldFonts, oldFontOfText } from '#documents/old-fonts/convert-old-fonts.ts';
import { decodeOldFont } from '#documents/old-fonts/decode-old-fonts.ts';
import { isVietnameseSyllable } from '#documents/old-fonts/vietnamese-syllable.ts';
import { readPlan } from '#documents/read-plan.ts';
import { aWordFile, wordParagraph, wordRow } from '../support/made-files.ts';

const HEADER = ['STT', 'Néi dung c«ng viÖc', 'C¬ quan chñ tr×', 'Thêi gian hoµn thµnh'];
const ROWS = [
  ['1', 'X©y dùng kÕ ho¹ch c¶i c¸ch hµnh chÝnh', 'V¨n phßng H§ND vµ UBND huyÖn', 'Tr­íc ngµy 15/02/2026'],
  ['2', 'Rµ so¸t thñ tôc', 'Phßng Néi vô', 'Quý II/2026'],
];

describe('a text typed for an old font', () => {
  it.each([
    ['TCVN3', 'Céng hoµ x· héi chñ nghÜa ViÖt Nam', 'Cộng hoà xã hội chủ nghĩa Việt Nam'],
    ['TCVN3', '§¶ng uû, H§ND, UBND c¸c x·, ph­êng, thÞ trÊn', 'Đảng uỷ, HĐND, UBND các xã, phường, thị trấn'],
    ['TCVN3', 'B¸o c¸o kÕt qu¶ thùc hiÖn tr­íc ngµy 20', 'Báo cáo kết quả thực hiện trước ngày 20'],
    ['TCVN3', 'Th­êng xuyªn, ®Þnh kú hµng th¸ng', 'Thường xuyên, định kỳ hàng tháng'],
    ['TCVN3', 'N¨ng l­îng, l©m nghiÖp, thuû s¶n, më réng', 'Năng lượng, lâm nghiệp, thuỷ sản, mở rộng'],
    ['VNI', 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
    ['VNI', 'Ñaûng uûy, HÑND, UBND caùc xaõ, phöôøng, thò traán', 'Đảng ủy, HĐND, UBND các xã, phường, thị trấn'],
    ['VNI', 'Baùo caùo keát quaû thöïc hieän tröôùc ngaøy 20', 'Báo cáo kết quả thực hiện trước ngày 20'],
    ['VNI', 'Thöôøng xuyeân, ñònh kyø haøng thaùng', 'Thường xuyên, định kỳ hàng tháng'],
    ['VNI', 'KEÁ HOAÏCH CAÛI CAÙCH HAØNH CHÍNH', 'KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH'],
    ['VNI', 'Naêng löôïng, ngöôøi daân, kyõ thuaät, tyû leä', 'Năng lượng, người dân, kỹ thuật, tỷ lệ'],
  ] as const)('%s: «%s»', (font, written, shown) => {
    expect(decodeOldFont(written, font)).toBe(shown);
    expect(oldFontOfText(written)).toBe(font);
  });

  it.each([
    'Ủy ban nhân dân huyện Đức Thọ; Phòng Nội vụ, Văn phòng HĐND và UBND',
    'UBND các xã: Cà Mau, Hà Lĩnh, Sóc Trăng, Thái Bình',
    '«Cà phê», «Bà Rịa», § 5, 10 µm, ©, ®, ½ ngày, 20°C, ±5 %',
    'Müller, Beyoncé, naïve, café, Curaçao, São Paulo, Ångström',
    'Bé ú ù, cá bò, và đó là xe ôm',
    'thòi gian, gía trị, qúy, hòan thành, tòan bộ',
    'Plan of work 2026, no Vietnamese at all',
  ])('is not taken for one: «%s»', (text) => {
    expect(oldFontOfText(text)).toBeNull();
    const block = { kind: 'paragraph' as const, text };
    expect(convertOldFonts({ title: null, blocks: [block] })).toEqual({
      document: { title: null, blocks: [block] },
      issues: [],
    });
  });

  it.each(['thường', 'nghiệp', 'quyết', 'khuỷu', 'giếng', 'hoà', 'hòa', 'yêu', 'ưu', 'việc', 'THUỶ', 'ngoằn'])(
    '«%s» is a syllable',
    (word) => expect(isVietnameseSyllable(word)).toBe(true),
  );
  it.each(['hoµn', 'Héi', 'viÖc', 'caùc', 'tröôùc', 'bôt', 'ngcà', 'èéc', 'Müller'])('«%s» is none', (word) =>
    expect(isVietnameseSyllable(word)).toBe(false),
  );
});

describe('a plan typed for an old font is read, and the font named', () => {
  const expected = [
    ['Xây dựng kế hoạch cải cách hành chính', ['Văn phòng HĐND và UBND huyện'], 'Trước ngày 15/02/2026'],
    ['Rà soát thủ tục', ['Phòng Nội vụ'], 'Quý II/2026'],
  ];
  const told = (plan: Awaited<ReturnType<typeof readPlan>>) => ({
    rows: plan.rows.map(({ activity, leads, deadlineText }) => [activity.title, leads, deadlineText]),
    codes: plan.issues.map(({ code }) => code),
  });

  it('in Word, beside a letterhead in Unicode', async () => {
    const table = `<w:tbl>${[HEADER, ...ROWS].map((row) => wordRow(...row)).join('')}</w:tbl>`;
    const file = aWordFile(wordParagraph('ỦY BAN NHÂN DÂN HUYỆN') + wordParagraph('Kế hoạch năm 2026') + table);
    expect(told(await readPlan(file, 'a.docx'))).toEqual({ rows: expected, codes: ['old-font-converted'] });
  });

  it('in Excel, which does not tell the font', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([HEADER, ...ROWS]), 'KH');
    const file = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }));
    expect(told(await readPlan(file, 'a.xlsx'))).toEqual({ rows: expected, codes: ['old-font-converted'] });
  });

  it('in a CSV of bytes', async () => {
    const text = [HEADER, ...ROWS].map((row) => row.join(';')).join('\r\n');
    const file = new Uint8Array(Buffer.from(text, 'latin1'));
    expect(told(await readPlan(file, 'a.csv'))).toEqual({ rows: expected, codes: ['old-font-converted'] });
  });
});
