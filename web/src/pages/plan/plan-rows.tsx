import type { PlanRow } from '../../api/types.ts';
import { fieldWords } from '../../words/field-words.ts';
import { DeadlineCell } from './deadline-cell.tsx';
import { needsPerson } from './needs-person.ts';

/** The rows of a plan; on a phone each row is a block of its own. */
export function PlanRows({ planId, rows, editable }: { planId: string; rows: PlanRow[]; editable: boolean }) {
  return (
    <table className="plan-rows">
      <caption className="visually-hidden">Các hoạt động của kế hoạch</caption>
      <thead>
        <tr>
          <th scope="col">Vị trí</th>
          <th scope="col">Hoạt động</th>
          <th scope="col">Chủ trì</th>
          <th scope="col">Thời gian và cách đọc</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={needsPerson(row) ? 'plan-row-unsure' : undefined}>
            <td className="plan-place number">{row.place}</td>
            <td className="plan-activity">
              {row.title}
              {row.fieldCode && (
                <span className="plan-field muted">
                  {row.fieldTitle ? fieldWords(row.fieldCode, row.fieldTitle) : `Lĩnh vực ${row.fieldCode}`}
                </span>
              )}
            </td>
            <td>{row.leads.length > 0 ? row.leads.join('; ') : <em>chưa ghi cơ quan chủ trì</em>}</td>
            <td>
              <DeadlineCell planId={planId} row={row} editable={editable} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
