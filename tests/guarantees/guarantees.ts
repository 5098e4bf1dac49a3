// What an office is promised. The same text over both grounds, so that the fast world of the tests and the real engine cannot part.
// The days: 30 June 2026 is a Tuesday; 27 April, 30 April and 1 May are days off.
import { describe, expect, test } from 'vitest';
import { day } from '../support/moments.ts';
import type { Ground } from '../support/office/ground.ts';
import { acknowledge, anOffice, giveBack, report, verify, withdraw } from '../support/office.ts';

const WORK = { work: 'Rà soát', lead: 'an', due: '30/6/2026' } as const;
/** The day before the due day: from here on the ladder has few words left. */
const EVE = { opens: '2026-06-29 09:00' };

/** Each test may name what it is about and nothing else: whatever else somebody heard fails it. */
export function guarantees(on: Ground): void {
  describe(`silence, ${on.name}`, () => {
    test('the clerk hears from the notice to the due day, the head when nobody acknowledges and on the due day', async () => {
      const office = await anOffice(on, { opens: '2026-06-22 09:00' });
      await office.publish(WORK);
      await office.advance('2026-06-30 12:00');
      expect(office.heard('an')).toEqual([
        '2026-06-22 09:01 email: assigned Rà soát',
        '2026-06-23 08:00 email: before-7 Rà soát',
        '2026-06-25 08:00 email: before-3 Rà soát + unacknowledged Rà soát',
        '2026-06-29 08:00 email: before-1 Rà soát',
        '2026-06-30 08:00 email: due Rà soát',
      ]);
      expect(office.heard('binh')).toEqual([
        '2026-06-25 08:00 email: unacknowledged Rà soát',
        '2026-06-30 08:00 email: due Rà soát',
      ]);
    });

    test('it climbs to the field, the standing agency, the chairman’s office and the chairman, who hears once a week', async () => {
      const office = await anOffice(on, EVE);
      await office.publish(WORK);
      await office.answers('an', acknowledge);
      await office.advance('2026-07-20 12:00');
      expect(office.heard('an')).toEqual([
        '2026-06-29 09:01 email: assigned Rà soát',
        '2026-06-30 08:00 email: due Rà soát',
        '2026-07-01 08:00 email: overdue-1 Rà soát',
        '2026-07-03 08:00 email: overdue-2 Rà soát',
        '2026-07-09 08:00 email: overdue-3 Rà soát',
        '2026-07-20 08:00 email: overdue-4 Rà soát',
      ]);
      expect(office.heard('binh')).toEqual(['2026-06-30 08:00 email: due Rà soát']);
      expect(office.heard('khanh')).toEqual([
        '2026-07-01 08:00 email: overdue-1 Rà soát',
        '2026-07-03 08:00 email: overdue-2 Rà soát',
        '2026-07-09 08:00 email: overdue-3 Rà soát',
        '2026-07-20 08:00 email: overdue-4 Rà soát',
      ]);
      expect(office.heard('chi')).toEqual([
        '2026-07-03 08:00 email: overdue-2 Rà soát',
        '2026-07-09 08:00 email: overdue-3 Rà soát',
        '2026-07-20 08:00 email: overdue-4 Rà soát',
      ]);
      expect(office.heard('giang')).toEqual([
        '2026-07-09 08:00 email: overdue-3 Rà soát',
        '2026-07-20 08:00 email: overdue-4 Rà soát',
      ]);
      expect(office.heard('ha')).toEqual(['2026-07-20 08:00 email: overdue-4 Rà soát']);
    });

    test('what goes to one mailbox at one time is one letter, whoever of the roster shares it', async () => {
      const email = 'hom-thu@vi-du.example';
      const office = await anOffice(on, {
        ...EVE,
        people: { an: { email }, binh: { email }, lan: { email: 'Hom-Thu@vi-du.example' } },
      });
      await office.publish(WORK, { work: 'Thống kê', lead: 'lan', due: '30/6/2026' });
      await office.advance('2026-06-30 12:00');
      expect(office.heard('an')).toEqual([
        '2026-06-29 09:01 email: assigned Rà soát + assigned Thống kê',
        '2026-06-30 08:00 email: due Rà soát + due Rà soát + due Thống kê',
      ]);
      expect(office.lastLetterOf('an')).toContain(
        'Đồng chí An, Chuyên viên, Phòng A; Đồng chí Bình, Chuyên viên, Phòng A; Đồng chí Lan',
      );
      expect(office.lastLetterOf('an').match(/Rà soát/g)).toHaveLength(1);
      expect(office.heard('minh')).toEqual(['2026-06-30 08:00 email: due Thống kê']);
    });

    test('nothing leaves at night or on a day off, and a date on one is counted from working days', async () => {
      const office = await anOffice(on, { opens: '2026-04-24 20:00' });
      await office.publish({ ...WORK, due: '1/5/2026' });
      await office.advance('2026-05-05 12:00');
      expect(office.heard('an')).toEqual([
        '2026-04-28 08:00 email: assigned Rà soát + before-1 Rà soát',
        '2026-04-29 08:00 email: due Rà soát',
        '2026-05-05 08:00 email: overdue-1 Rà soát + unacknowledged Rà soát',
      ]);
      expect(office.heard('binh')).toEqual([
        '2026-04-29 08:00 email: due Rà soát',
        '2026-05-05 08:00 email: unacknowledged Rà soát',
      ]);
      expect(office.heard('khanh')).toEqual(['2026-05-05 08:00 email: overdue-1 Rà soát']);
    });
  });

  describe(`answers, ${on.name}`, () => {
    test('a report stops what the open work would have said, and asks whoever verifies; verified work is silent', async () => {
      const office = await anOffice(on, EVE);
      await office.publish(WORK);
      await office.advance('1 hour');
      expect(office.heard('an')).toEqual(['2026-06-29 09:01 email: assigned Rà soát']);
      await office.answers('an', report);
      await office.advance('2026-07-03 12:00');
      expect(office.heard('chi')).toEqual(['2026-07-02 08:00 email: awaiting-verification Rà soát']);
      await office.answers('chi', verify);
      await office.advance('2026-08-31 12:00');
    });

    test('a return tells the lead and the head in the next slot why, and the ladder of the date goes on', async () => {
      const office = await anOffice(on, EVE);
      await office.publish(WORK);
      await office.advance('1 hour');
      await office.answers('an', report);
      await office.advance('2 hours');
      expect(office.heard('an')).toHaveLength(1);
      await office.answers('chi', giveBack);
      await office.advance('2026-07-01 12:00');
      expect(office.heard('an')).toEqual([
        '2026-06-30 08:00 email: due Rà soát + returned Rà soát',
        '2026-07-01 08:00 email: overdue-1 Rà soát',
      ]);
      expect(office.heard('binh')).toEqual(['2026-06-30 08:00 email: due Rà soát + returned Rà soát']);
      expect(office.lastLetterOf('binh')).toContain('đến hạn hôm nay');
      expect(office.lastLetterOf('binh')).toContain('chưa được chấp nhận, lý do: Thiếu phụ lục.');
      expect(office.heard('khanh')).toEqual(['2026-07-01 08:00 email: overdue-1 Rà soát']);
    });

    test('withdrawn work is silent', async () => {
      const office = await anOffice(on, EVE);
      await office.publish(WORK);
      await office.advance('1 hour');
      expect(office.heard('an')).toHaveLength(1);
      await office.answers('chi', withdraw);
      await office.advance('2026-08-31 12:00');
    });

    test('what does not fit is refused, and nobody hears of it', async () => {
      const office = await anOffice(on, EVE);
      await office.publish(WORK);
      await expect(office.answers('chi', verify)).rejects.toThrow('command-does-not-fit');
      await expect(office.answers('chi', giveBack)).rejects.toThrow('command-does-not-fit');
      await office.advance('1 hour');
      expect(office.heard('an')).toEqual(['2026-06-29 09:01 email: assigned Rà soát']);
    });

    test('a report takes back a reminder that is ready and not sent; in the minute of the slot it is too late, and nobody hears twice', async () => {
      const office = await anOffice(on, EVE);
      await office.publish({ ...WORK, work: 'Sớm' }, { ...WORK, work: 'Muộn' });
      await office.advance('2026-06-30 07:58');
      expect(office.heard('an')).toEqual(['2026-06-29 09:01 email: assigned Muộn + assigned Sớm']);
      await office.answers('an', report, { work: 'Sớm' });
      await office.advance('2026-06-30 08:00');
      await office.answers('an', report, { work: 'Muộn' });
      await office.advance('2026-07-01 12:00');
      expect(office.heard('an')).toEqual(['2026-06-30 08:00 email: due Muộn']);
      expect(office.heard('binh')).toEqual(['2026-06-30 08:00 email: due Muộn']);
    });
  });

  describe(`a report that is returned before the slot, ${on.name}`, () => {
    test('gives back the reminders that it took, to everybody who was to hear them, and once', async () => {
      const office = await anOffice(on, { opens: '2026-07-02 09:00' });
      await office.publish(WORK);
      await office.answers('an', acknowledge);
      await office.advance('2026-07-03 07:58');
      expect(office.heard('an')).toEqual(['2026-07-02 09:01 email: assigned Rà soát']);
      await office.answers('an', report);
      await office.answers('chi', giveBack);
      await office.advance('2026-07-03 12:00');
      expect(office.heard('an')).toEqual(['2026-07-03 08:00 email: overdue-2 Rà soát + returned Rà soát']);
      expect(office.heard('binh')).toEqual(['2026-07-03 08:00 email: returned Rà soát']);
      expect(office.lastLetterOf('binh')).toContain('Thiếu phụ lục');
      expect(office.heard('khanh')).toEqual(['2026-07-03 08:00 email: overdue-2 Rà soát']);
      expect(office.heard('chi')).toEqual(['2026-07-03 08:00 email: overdue-2 Rà soát']);
    });
  });

  describe(`continuous work, ${on.name}`, () => {
    test('is asked about before the quarter ends, also when a report of it was returned: no date brings that question again', async () => {
      const office = await anOffice(on, { opens: '2026-06-22 09:00' });
      await office.publish({ ...WORK, due: 'Thường xuyên' });
      await office.advance('1 hour');
      expect(office.heard('an')).toEqual(['2026-06-22 09:01 email: assigned Rà soát']);
      await office.answers('an', report);
      await office.answers('chi', giveBack);
      await office.advance('2026-06-23 12:00');
      expect(office.heard('an')).toEqual(['2026-06-23 08:00 email: progress Rà soát + returned Rà soát']);
      expect(office.heard('binh')).toEqual(['2026-06-23 08:00 email: returned Rà soát']);
    });
  });

  describe(`people, ${on.name}`, () => {
    test('several works in one slot are one message', async () => {
      const office = await anOffice(on, EVE);
      await office.publish({ ...WORK, work: 'Rà soát' }, { ...WORK, work: 'Báo cáo' });
      await office.advance('2026-06-30 12:00');
      expect(office.heard('an')).toEqual([
        '2026-06-29 09:01 email: assigned Báo cáo + assigned Rà soát',
        '2026-06-30 08:00 email: due Báo cáo + due Rà soát',
      ]);
      expect(office.heard('binh')).toEqual(['2026-06-30 08:00 email: due Báo cáo + due Rà soát']);
    });

    test('two agencies that lead one work answer for themselves', async () => {
      const office = await anOffice(on, EVE);
      await office.publish({ ...WORK, lead: ['an', 'lan'] });
      await office.advance('1 hour');
      expect(office.heard('an')).toEqual(['2026-06-29 09:01 email: assigned Rà soát']);
      expect(office.heard('lan')).toEqual(['2026-06-29 09:01 email: assigned Rà soát']);
      await office.answers('an', report, { lead: 'an' });
      await office.advance('2026-06-30 12:00');
      expect(office.heard('lan')).toEqual(['2026-06-30 08:00 email: due Rà soát']);
      expect(office.heard('minh')).toEqual(['2026-06-30 08:00 email: due Rà soát']);
    });

    test('the deputy of whoever falls ill after the work was given hears in their stead, by the channel of their own', async () => {
      const lan = { channels: ['zalo' as const], zaloUserId: 'zalo-cua-lan' };
      const office = await anOffice(on, { ...EVE, people: { lan } });
      await office.publish(WORK);
      await office.advance('1 hour');
      expect(office.heard('an')).toEqual(['2026-06-29 09:01 email: assigned Rà soát']);
      await office.replacePeople({
        lan,
        an: { deputy: 'lan', leave: [{ from: day('2026-06-30'), to: day('2026-06-30') }] },
      });
      await office.advance('2026-07-01 12:00');
      expect(office.heard('lan')).toEqual(['2026-06-30 08:00 zalo: due Rà soát']);
      expect(office.heard('binh')).toEqual(['2026-06-30 08:00 email: due Rà soát']);
      expect(office.heard('an')).toEqual(['2026-07-01 08:00 email: overdue-1 Rà soát']);
      expect(office.heard('khanh')).toEqual(['2026-07-01 08:00 email: overdue-1 Rà soát']);
    });

    test('whoever has no address is on the officer’s list, and so is what they should have heard', async () => {
      const office = await anOffice(on, { ...EVE, people: { binh: { email: null } } });
      await office.publish(WORK);
      await office.advance('2026-06-30 12:00');
      expect(office.heard('an')).toEqual([
        '2026-06-29 09:01 email: assigned Rà soát',
        '2026-06-30 08:00 email: due Rà soát',
      ]);
      expect(await office.unreached()).toEqual(['binh']);
      const reason = 'người nhận không có địa chỉ trên kênh nào';
      expect(await office.refused()).toContainEqual({ contactId: 'binh', step: 'due', reason });
    });

    test('while the mail server is down a letter waits, and then arrives once', async () => {
      const down = { channel: 'email', from: '2026-06-30 07:00', to: '2026-06-30 08:03' };
      const office = await anOffice(on, { ...EVE, down });
      await office.publish(WORK);
      await office.advance('2026-06-30 12:00');
      expect(office.heard('an')).toEqual([
        '2026-06-29 09:01 email: assigned Rà soát',
        '2026-06-30 08:06 email: due Rà soát',
      ]);
      expect(office.heard('binh')).toEqual(['2026-06-30 08:06 email: due Rà soát']);
    });
  });
}
