import { read, utils } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { writeOverdueWorkbook } from '#documents/write-overdue-workbook.ts';
import { AUDIT, overdueReportOf, ROWS } from './overdue-report-fixture.ts';

describe('the overdue audit as a workbook', () => {
  const workbook = read(writeOverdueWorkbook(overdueReportOf(ROWS)), { cellNF: true });
  const rowsOf = (name: string) => utils.sheet_to_json<unknown[]>(workbook.Sheets[name]!, { header: 1, raw: false });

  test('has a sheet for the totals, for agencies, for fields and for both lists', () => {
    expect(workbook.SheetNames).toEqual(['Tổng hợp', 'Theo cơ quan', 'Theo lĩnh vực', 'Quá hạn', 'Hoàn thành quá hạn']);
  });

  test('holds the same figures as the report', () => {
    expect(rowsOf('Tổng hợp')).toContainEqual(['Tổng số', '6']);
    expect(rowsOf('Tổng hợp')).toContainEqual(['Chưa hoàn thành, quá hạn', '2']);
    expect(rowsOf('Theo cơ quan')).toContainEqual(['2', 'Phòng Tư pháp', '2', '0', '1', '0', '1', '0']);
    expect(
      rowsOf('Quá hạn')
        .slice(1)
        .map((row) => [row[1], row.at(-1)]),
    ).toEqual([
      ['Hỏng hạn', '217'],
      ['Chờ xác nhận', '2'],
    ]);
  });

  test('names the root of the log by which the figures can be checked later', () => {
    expect(rowsOf('Tổng hợp')).toContainEqual(['Mã kiểm chứng nhật ký', AUDIT.root]);
    expect(rowsOf('Tổng hợp')).toContainEqual(['Số sự kiện của nhật ký', String(AUDIT.events)]);
  });

  test('keeps dates as dates of the day that was meant, in every zone', () => {
    const cell = workbook.Sheets['Quá hạn']!.F2;
    expect([cell.t, cell.v, cell.z]).toEqual(['n', 46081, 'dd/mm/yyyy']);
    expect(rowsOf('Quá hạn')[1]?.[5]).toBe('28/02/2026');
  });

  test('each list can be filtered', () => {
    expect(workbook.Sheets['Quá hạn']!['!autofilter']?.ref).toBe('A1:J3');
  });
});
