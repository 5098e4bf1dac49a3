import { Progress } from 'antd';
import type { PlanSummary } from '../api/types.ts';

/** How many of a plan's assignments are written down, and how many have been given out. */
export function PublicationProgress({ publication }: { publication: PlanSummary['publication'] }) {
  const { total = 0, recorded = 0, ready = 0 } = publication ?? {};
  const percent = total === 0 ? 0 : Math.floor((50 * (recorded + ready)) / total);
  return (
    <div className="publication-progress" role="status">
      <Progress percent={percent} status="active" aria-label="Tiến độ giao việc" />
      <span className="muted number">{progressWords({ total, recorded, ready })}</span>
    </div>
  );
}

function progressWords({ total, recorded, ready }: { total: number; recorded: number; ready: number }): string {
  if (total === 0) return 'Đang chuẩn bị giao việc…';
  if (recorded < total) return `Đã ghi ${recorded}/${total} việc vào sổ. Có thể rời trang này, việc vẫn tiếp tục.`;
  return `Đã giao ${ready}/${total} việc. Có thể rời trang này, việc vẫn tiếp tục.`;
}
