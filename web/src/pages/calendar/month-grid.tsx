import type { CalendarDay, EditedYear } from '../../api/types.ts';
import { formatDateWithWeekday } from '../../dates/format-date.ts';
import { kindWords } from './day-kinds.ts';

const WEEKDAYS = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'];
const MONTHS = Array.from({ length: 12 }, (_, month) => month);

/** The twelve months of a year, from Monday on; what a colour says stands in words in the list below. */
export function MonthGrid(props: { year: EditedYear; weeklyDaysOff: readonly number[]; today: string }) {
  const days = new Map(props.year.days.map((day) => [day.date as string, day]));
  return (
    <>
      <div className="months">
        {MONTHS.map((month) => (
          <table key={month} className="month">
            <caption>Tháng {month + 1}</caption>
            <thead>
              <tr>
                {WEEKDAYS.map((weekday) => (
                  <th key={weekday} scope="col">
                    {weekday}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(props.year.year, month).map((week) => (
                <tr key={week.find(Boolean)}>
                  {week.map((date, index) => (
                    <Day
                      // biome-ignore lint/suspicious/noArrayIndexKey: the place in the week is what tells empty cells apart
                      key={index}
                      date={date}
                      day={date === null ? undefined : days.get(date)}
                      isWeeklyOff={props.weeklyDaysOff.includes(index + 1)}
                      isToday={date === props.today}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <ul className="month-legend small">
        <li className="off">ngày nghỉ</li>
        <li className="worked">ngày làm bù</li>
        <li className="weekly">nghỉ hằng tuần</li>
      </ul>
    </>
  );
}

function Day(props: { date: string | null; day: CalendarDay | undefined; isWeeklyOff: boolean; isToday: boolean }) {
  const { date, day, isWeeklyOff, isToday } = props;
  if (date === null) return <td />;
  const look = day === undefined ? (isWeeklyOff ? 'weekly' : '') : day.kind === 'worked' ? 'worked' : 'off';
  const words = day && `${formatDateWithWeekday(date)}: ${day.name || kindWords(day.kind)}`;
  return (
    <td className={`${look} ${isToday ? 'today' : ''}`} title={words} aria-label={words}>
      {Number(date.slice(8))}
    </td>
  );
}

/** Weeks of seven days; null = a day of another month. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const first = new Date(Date.UTC(year, month, 1));
  const before = (first.getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const cells = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, index) => {
    const day = index - before + 1;
    if (day < 1 || day > length) return null;
    return `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
