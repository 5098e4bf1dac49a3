import { Link } from 'react-router';
import type { FourWayCount } from '../../api/types.ts';

interface Row {
  key: string;
  name: string;
  count: FourWayCount;
  href: string | null;
}

const ways: { of: keyof FourWayCount; dueState: string }[] = [
  { of: 'doneOnTime', dueState: 'done-on-time' },
  { of: 'doneLate', dueState: 'done-late' },
  { of: 'openInTime', dueState: 'open-in-time' },
  { of: 'openOverdue', dueState: 'open-overdue' },
  { of: 'undated', dueState: 'undated' },
];

/** The four-way count, one line per agency or field; a number leads to the assignments that it counts. */
export function CountTable(props: { caption: string; head: string; rows: Row[]; total: FourWayCount }) {
  return (
    <table className="report-table count-table">
      <caption className="visually-hidden">{props.caption}</caption>
      <colgroup>
        <col />
        <col span={5} className="count-column" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {props.head}
          </th>
          <th scope="colgroup" colSpan={2}>
            Đã hoàn thành
          </th>
          <th scope="colgroup" colSpan={2}>
            Chưa hoàn thành
          </th>
          <th scope="col" rowSpan={2} className="count-cell">
            Không có thời hạn
          </th>
        </tr>
        <tr>
          {['Đúng hạn', 'Quá hạn', 'Trong hạn', 'Quá hạn'].map((head, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
            <th key={index} scope="col" className="count-cell">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ key, name, count, href }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {ways.map(({ of, dueState }) => (
              <td
                key={of}
                className={`count-cell number ${count[of] === 0 ? 'count-none' : of === 'openOverdue' ? 'count-late' : ''}`}
              >
                {count[of] > 0 && href ? <Link to={`${href}&dueState=${dueState}`}>{count[of]}</Link> : count[of]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Tổng số</th>
          {ways.map(({ of }) => (
            <td key={of} className="count-cell number">
              {props.total[of]}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
