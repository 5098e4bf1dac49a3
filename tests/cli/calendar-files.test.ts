import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCheckedEdition } from '../../cli/calendar-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-edition-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEAD = 'ngày,loại,tên,bù cho,căn cứ';
const YEAR = [
  '01/01/2026,nghỉ lễ,Tết Dương lịch,,Thông báo thử',
  '17/02/2026,nghỉ lễ,mùng 1 Tết,,Thông báo thử',
  '26/4/2026,nghỉ lễ,Giỗ Tổ Hùng Vương,,Thông báo thử',
  '27/4/2026,nghỉ bù,Giỗ Tổ Hùng Vương,,Thông báo thử',
  '30/4/2026,nghỉ lễ,Ngày Chiến thắng,,Thông báo thử',
  '01/5/2026,nghỉ lễ,Ngày Quốc tế lao động,,Thông báo thử',
  '02/9/2026,nghỉ lễ,Quốc khánh,,Thông báo thử',
  '24/11/2026,nghỉ lễ,Ngày Văn hóa Việt Nam,,Thông báo thử',
];
let files = 0;
function problems(text: string, extension = '.csv'): string[] {
  const file = join(folder, `${files++}${extension}`);
  writeFileSync(file, text);
  const read = readCheckedEdition(file);
  return read.ok ? [] : read.problems;
}
const table = (...rows: string[]) => [HEAD, ...rows, ''].join('\n');

describe('a table of days', () => {
  it('is taken whole when nothing is wrong with it, with semicolons or blank lines as well', () => {
    expect(problems(table(...YEAR))).toEqual([]);
    expect(problems(table(...YEAR).replaceAll(',', ';'))).toEqual([]);
    expect(problems(table(YEAR[0] ?? '', '', ',,,,', ...YEAR.slice(1)))).toEqual([]);
  });

  it('names every wrong row with its line and column, and what the other rows contradict', () => {
    const found = problems(
      table(
        '31/02/2026,nghỉ lễ,a,,x',
        '17/02/2026,nghỉ chơi,b,,x',
        '',
        ',nghỉ lễ,c,,x',
        '27/4/2026,nghỉ bù,d,,x',
        '27/4/2026,nghỉ bù,d,,x',
        '31/8/2026,hoán đổi,e,,x',
        '22/8/2026,làm bù,,30/02/2026,x',
      ),
    );
    expect(found).toEqual([
      'Dòng 2, cột «ngày»: «31/02/2026» không hợp lệ, cần một ngày có thật, dạng 30/04/2026 hoặc 2026-04-30',
      'Dòng 3, cột «loại»: «nghỉ chơi» không hợp lệ, cần một trong: nghỉ lễ, nghỉ bù, hoán đổi, làm bù',
      'Dòng 5, cột «ngày»: để trống, cần một ngày có thật, dạng 30/04/2026 hoặc 2026-04-30',
      'Dòng 9, cột «bù cho»: «30/02/2026» không hợp lệ, cần một ngày có thật, dạng 30/04/2026 hoặc 2026-04-30',
      'Dòng 6, 7: Năm 2026: ngày 27/04/2026 được khai nghỉ hai lần',
      'Dòng 8: Năm 2026: ngày nghỉ hoán đổi 31/08/2026 không có ngày làm bù',
    ]);
  });

  it('refuses a swap whose worked day pays for nothing, and a day that is off and worked', () => {
    expect(problems(table(...YEAR, '22/8/2026,làm bù,,31/8/2026,x'))).toEqual([
      'Dòng 10: Năm 2026: ngày làm bù 22/08/2026 ghi bù cho 31/08/2026, nhưng ngày đó không phải ngày nghỉ hoán đổi',
    ]);
    expect(
      problems(table(...YEAR, '31/8/2026,hoán đổi,,,x', '22/8/2026,làm bù,,31/8/2026,x', '22/8/2026,lễ,y,,x')),
    ).toContain('Dòng 11, 12: Năm 2026: ngày 22/08/2026 vừa nghỉ vừa làm bù');
  });

  it('says which columns it lacks and which it does not know', () => {
    expect(problems('ngày,loai,tên\n01/01/2026,nghỉ lễ,Tết\n')).toEqual([
      'Dòng 1: thiếu cột «loại»; không rõ nghĩa cột «loai»; cần các cột: ngày, loại, tên, bù cho, căn cứ, tình trạng',
    ]);
    expect(problems(table('02/9/2026,nghỉ lễ,Quốc khánh, dịp lễ,,x,thừa'))[0]).toBe(
      'Dòng 2: có 7 ô nhưng bảng chỉ có 5 cột; ô có dấu phẩy phải đặt trong ngoặc kép',
    );
  });

  it('is refused when it is empty or a quote is never closed', () => {
    expect(problems('')[0]).toContain('Tệp lịch trống');
    expect(problems(`${HEAD}\n`)).toEqual(['Tệp lịch chỉ có dòng tiêu đề, chưa khai ngày nào']);
    expect(problems(`${HEAD}\n"01/01/2026,nghỉ lễ\n`)[0]).toMatch(/^Dòng \d+: dấu ngoặc kép/);
  });
});

describe('an edition in YAML or JSON', () => {
  it('is refused in Vietnamese with the place of each wrong field', () => {
    const yaml =
      'years:\n  - year: 2026\n    status: chắc\n    notice: x\n    daysOff:\n      - {date: 2026-02-31, name: a, kind: nghỉ}\n';
    expect(problems(yaml, '.yaml')).toEqual([
      'Năm thứ 1, trường «status»: không hợp lệ, cần một trong: official, provisional',
      'Năm thứ 1, ngày nghỉ thứ 1, trường «date»: không phải ngày có thật, cần dạng 2026-04-30',
      'Năm thứ 1, ngày nghỉ thứ 1, trường «kind»: không hợp lệ, cần một trong: holiday, compensatory, swap, agency',
    ]);
  });

  it('is refused when it declares no year or can not be parsed', () => {
    expect(problems('years: []\n', '.yaml')).toEqual(['Lịch chưa khai năm nào (years)']);
    expect(problems('', '.yaml')).toEqual(['Toàn tệp: thiếu hoặc sai dạng, cần các trường của một lịch']);
    expect(problems('years: [\n', '.yaml')[0]).toMatch(/sai cú pháp YAML ở dòng \d+, cột \d+$/);
    expect(problems('{', '.json')[0]).toMatch(/sai cú pháp JSON$/);
  });
});
