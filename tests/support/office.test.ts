import { expect, test } from 'vitest';
import { inMemory } from './office/in-memory.ts';
import { createVirtualTime } from './office/virtual-time.ts';
import { anOffice, report } from './office.ts';

const WORK = { work: 'Rà soát', lead: 'an', due: '30/6/2026' } as const;

test('whatever somebody heard that the test does not name fails it', async () => {
  const office = await anOffice(inMemory);
  await office.publish(WORK);
  await office.advance('3 working days');
  expect(office.heard('an')).toEqual([
    '2026-01-05 09:01 email: assigned Rà soát',
    '2026-01-08 08:00 email: unacknowledged Rà soát',
  ]);
  await expect(office.ends()).rejects.toThrow('somebody heard what the test does not name');
});

test('what was named is not heard again, and asking about somebody names nothing of the others', async () => {
  const office = await anOffice(inMemory);
  await office.publish(WORK);
  await office.advance('1 hour');
  expect(office.heard('binh')).toEqual([]);
  expect(office.heard('an')).toHaveLength(1);
  expect(office.heard('an')).toEqual([]);
});

test('time goes by days, by working days and up to a wall clock in Vietnam, and never back', async () => {
  const office = await anOffice(inMemory, { opens: '2026-04-24 09:00' });
  await office.advance('2 working days');
  expect(office.now()).toBe('2026-04-29 09:00');
  await office.advance('3 days');
  expect(office.now()).toBe('2026-05-02 09:00');
  await office.advance('2026-05-04 07:30');
  expect(office.now()).toBe('2026-05-04 07:30');
  await expect(office.advance('2026-05-04 07:29')).rejects.toThrow('time does not go back');
});

test('an answer about a work that is not there, or about two, is a fault of the test', async () => {
  const office = await anOffice(inMemory);
  await expect(office.answers('an', report)).rejects.toThrow('0 works are meant');
  await office.publish(WORK, { ...WORK, work: 'Báo cáo' });
  await expect(office.answers('an', report)).rejects.toThrow('2 works are meant');
});

test('who waits on the clock wakes in order of time, and sees the time that it waited for', async () => {
  const time = createVirtualTime(1_000);
  const woke: string[] = [];
  for (const [name, ms] of [
    ['b', 20],
    ['a', 10],
    ['c', 20],
  ] as const)
    time.begin(async () => {
      await time.sleep(ms);
      woke.push(`${name} ${time.nowMs()}`);
    });
  await time.moveTo(1_015);
  expect([woke, time.nowMs()]).toEqual([['a 1010'], 1_015]);
  await time.moveTo(2_000);
  expect(woke).toEqual(['a 1010', 'b 1020', 'c 1020']);
});

test('what fails on the clock comes up where it is moved', async () => {
  const time = createVirtualTime(0);
  time.begin(async () => {
    await time.sleep(5);
    throw new Error('broken');
  });
  await expect(time.moveTo(10)).rejects.toThrow('broken');
});
