import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { WorkFromAbove } from '../../api/types.ts';
import { useMay } from '../../api/use-may.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { standingWords } from '../../words/standing-words.ts';
import { AboveCard } from './above-card.tsx';
import { HandOnDialog } from './hand-on-dialog.tsx';
import { ReportUpDialog } from './report-up-dialog.tsx';
import './work-from-above.css';

type Standing = WorkFromAbove['standing'];
type Wanted = { kind: 'hand-on' | 'report'; work: WorkFromAbove };

/** What other offices of the installation give to this one, what waits for the officer first. */
export function WorkFromAbovePage() {
  const query = useQuery(queries.workFromAbove());
  const may = useMay();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const close = () => setWanted(null);
  const want = (next: Wanted) => {
    setDone(null);
    setWanted(next);
  };
  const finish = (words: string) => {
    close();
    setDone(words);
  };
  return (
    <div className="above">
      <PageTitle title="Việc cấp trên giao" />
      <p className="above-done" role="status">
        {done}
      </p>
      <QueryView query={query} skeleton={<Skeleton active paragraph={{ rows: 6 }} />}>
        {(works) => (
          <>
            {works.length === 0 && (
              <EmptyNotice>
                Chưa có việc nào. Khi cơ quan cấp trên cùng hệ thống giao việc cho cơ quan mình, việc sẽ hiện ở đây.
              </EmptyNotice>
            )}
            {(Object.keys(standingWords) as Standing[]).map((standing) => (
              <Group
                key={standing}
                standing={standing}
                works={works.filter((work) => work.standing === standing)}
                onHandOn={may('hand-on-work') ? (work) => want({ kind: 'hand-on', work }) : null}
                onReport={may('send-report-up') ? (work) => want({ kind: 'report', work }) : null}
              />
            ))}
          </>
        )}
      </QueryView>
      {wanted?.kind === 'hand-on' && (
        <HandOnDialog work={wanted.work} onClose={close} onDone={() => finish('Đã giao tiếp việc cho cơ quan mình.')} />
      )}
      {wanted?.kind === 'report' && (
        <ReportUpDialog work={wanted.work} onClose={close} onDone={() => finish('Đã gửi báo cáo lên cấp trên.')} />
      )}
    </div>
  );
}

function Group(props: {
  standing: Standing;
  works: WorkFromAbove[];
  onHandOn: ((work: WorkFromAbove) => void) | null;
  onReport: ((work: WorkFromAbove) => void) | null;
}) {
  const { standing, works, onHandOn, onReport } = props;
  if (works.length === 0) return null;
  const { words } = standingWords[standing];
  return (
    <section className="above-group" aria-label={words}>
      <h2>
        {words} <span>{works.length}</span>
      </h2>
      {works.map((work) => (
        <AboveCard key={work.id} work={work} onHandOn={onHandOn} onReport={onReport} />
      ))}
    </section>
  );
}
