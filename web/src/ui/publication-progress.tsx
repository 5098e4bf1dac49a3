import { Progress } from 'antd';
import type { PlanSummary } from '../api/types.ts';

/** How many of a plan's assignments have been given out. */
export function PublicationProgress({ publication }: { publication: PlanSummary['publication'] }) {
  const { total = 0, ready = 0 } = publication ?? {};
  const percent = total === 0 ? 0 : Math.floor((100 * ready) / total);
  return (
    <div className="publication-progress" role="status">
      <Progress percent={percent} status="active" aria-label="Tiến độ giao việc" />
      <span className="muted number">
        {total === 0
          ? 'Đang chuẩn bị giao việc…'
          : `Đã giao ${ready}/${total} việc. Có thể rời trang này, việc vẫn tiếp tục.`}
      </span>
    </div>
  );
}
