import { expect, test } from 'vitest';
import { quietUntil } from '#domain/delivery/quiet-until.ts';
import { vn } from '../../support/builders.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const at = (clock: string) => vn(`2026-11-18 ${clock}`);

test('a night lasts over midnight and ends with its last minute', () => {
  const night = { from: '22:00', to: '06:00' };
  expect(quietUntil(at('21:59'), night, ZONE)).toBeNull();
  expect(quietUntil(at('22:00'), night, ZONE)).toBe(vn('2026-11-19 06:00'));
  expect(quietUntil(at('00:30'), night, ZONE)).toBe(at('06:00'));
  expect(quietUntil(at('05:59'), night, ZONE)).toBe(at('06:00'));
  expect(quietUntil(at('06:00'), night, ZONE)).toBeNull();
  expect(quietUntil(at('05:59'), night, ZONE, '06:05')).toBe(at('06:05'));
});

test('quiet hours inside a day leave its morning and its evening free', () => {
  const noon = { from: '11:30', to: '13:00' };
  expect(quietUntil(at('11:29'), noon, ZONE)).toBeNull();
  expect(quietUntil(at('11:30'), noon, ZONE)).toBe(at('13:00'));
  expect(quietUntil(at('12:59'), noon, ZONE)).toBe(at('13:00'));
  expect(quietUntil(at('13:00'), noon, ZONE)).toBeNull();
  expect(quietUntil(at('23:00'), noon, ZONE)).toBeNull();
});

test('hours that end when they begin are none', () => {
  for (const clock of ['05:59', '06:00', '12:00'])
    expect(quietUntil(at(clock), { from: '06:00', to: '06:00' }, ZONE)).toBeNull();
});
