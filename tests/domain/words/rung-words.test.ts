import { expect, test } from 'vitest';
import { oneLine, shorten } from '#domain/message/one-line.ts';
import { quarterWords, salutation } from '#domain/message/phrases.ts';
import { rungWords } from '#domain/words/rung-words.ts';
import { day } from '../../support/moments.ts';

const words = (rung: string, turn = 1) => rungWords({ rung, turn });

test('every rung of the default ladder has Vietnamese words, repeats included', () => {
  expect(words('before-15')).toBe('nhắc trước 15 ngày làm việc');
  expect(words('overdue-4', 2)).toBe('quá hạn mức 4, nhắc lại lần 2');
  expect(words('unacknowledged')).toBe('nhắc chưa tiếp nhận');
  expect(words('tự đặt')).toBe('tự đặt');
});

test('a progress question names the quarter that is ending or has just ended', () => {
  expect(quarterWords(day('2026-09-28'))).toBe('quý III/2026');
  expect(quarterWords(day('2026-10-02'))).toBe('quý III/2026');
  expect(quarterWords(day('2027-01-04'))).toBe('quý IV/2026');
  expect(quarterWords(day('2026-11-20'))).toBe('quý IV/2026');
});

test('a person is addressed as a person and an office as an office', () => {
  expect(salutation({ name: 'Lê Thị Hà', position: 'Trưởng phòng', agencyName: 'Phòng Tư pháp' })).toBe(
    'Đồng chí Lê Thị Hà, Trưởng phòng, Phòng Tư pháp',
  );
  expect(salutation({ name: 'Lê Thị Hà', position: 'Trưởng phòng Tư pháp', agencyName: 'Phòng Tư pháp' })).toBe(
    'Đồng chí Lê Thị Hà, Trưởng phòng Tư pháp',
  );
  expect(salutation({ name: 'Phạm Quang Minh', position: 'Chủ tịch UBND huyện', agencyName: 'UBND huyện Tứ Kỳ' })).toBe(
    'Đồng chí Phạm Quang Minh, Chủ tịch UBND huyện',
  );
  expect(salutation({ name: 'Phòng Tư pháp', position: '', agencyName: 'Phòng Tư pháp' })).toBe('Phòng Tư pháp');
  expect(salutation({ name: 'Văn thư', position: '', agencyName: 'UBND xã An Thanh' })).toBe(
    'Văn thư, UBND xã An Thanh',
  );
});

test('text is cut at a word, in composed letters, without leftovers of broken cells', () => {
  expect(shorten('Rà soát văn bản quy phạm pháp luật', 21)).toBe('Rà soát văn bản quy…');
  expect(shorten('ngắn', 20)).toBe('ngắn');
  expect(oneLine('Quý \r\nIV\u200b/2026\u0000')).toBe('Quý IV/2026');
  expect(oneLine('Nguye\u0302\u0303n')).toBe('Nguyễn');
});
