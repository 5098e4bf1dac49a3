import { Skeleton } from 'antd';

/** As tall as what will stand there, so that nothing moves under the finger. */
export function OverviewSkeleton() {
  return (
    <div className="overview">
      <section>
        <ul className="four-counts">
          {[1, 2, 3, 4].map((n) => (
            <li key={n}>
              <span className="count-card">
                <Skeleton active title={false} paragraph={{ rows: 3, width: ['50%', '35%', '45%'] }} />
              </span>
            </li>
          ))}
        </ul>
        <p className="undated">&nbsp;</p>
      </section>
      <div className="overview-columns">
        {[1, 2].map((column) => (
          <div key={column} className="overview-column">
            <div className="panel overview-ghost">
              <Skeleton active paragraph={{ rows: 9 }} />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
