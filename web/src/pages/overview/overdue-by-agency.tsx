import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Overview } from '../../api/types.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

const SHOWN_AT_FIRST = 8;

/** Who is late: agencies by the number of overdue assignments, with the longest delay of each. */
export function OverdueByAgency({ agencies }: { agencies: Overview['overdueByAgency'] }) {
  const [all, setAll] = useState(false);
  const most = Math.max(1, ...agencies.map((agency) => agency.overdue));
  const shown = all ? agencies : agencies.slice(0, SHOWN_AT_FIRST);
  return (
    <Panel title="Quá hạn theo cơ quan" aside={<Link to="/bao-cao">Báo cáo quá hạn</Link>} flush>
      {agencies.length === 0 && <EmptyNotice>Không có cơ quan nào có việc quá hạn.</EmptyNotice>}
      <ul className="agency-bars">
        {shown.map(({ agencyId, agencyName, overdue, maxDaysLate }) => (
          <li key={agencyId}>
            <Link to={`/viec?agency=${encodeURIComponent(agencyId)}&dueState=open-overdue&sort=daysLate`} data-row="">
              <span className="agency-name">{agencyName}</span>
              <span className="agency-late number">chậm nhất {maxDaysLate} ngày</span>
              <span className="agency-bar" aria-hidden="true">
                <span style={{ width: `${(100 * overdue) / most}%` }} />
              </span>
              <span className="agency-count number">{overdue} việc</span>
            </Link>
          </li>
        ))}
      </ul>
      {agencies.length > SHOWN_AT_FIRST && (
        <Button type="link" onClick={() => setAll(!all)}>
          {all ? 'Thu gọn' : `Xem tất cả ${agencies.length} cơ quan`}
        </Button>
      )}
    </Panel>
  );
}
