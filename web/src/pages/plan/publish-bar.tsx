import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { ask, client } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { queries } from '../../api/queries.ts';
import type { PlanSummary } from '../../api/types.ts';
import { useActionKey } from '../../api/use-action-key.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { PublicationProgress } from '../../ui/publication-progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import { planStatusWords } from '../../words/plan-status-words.ts';

/** Where the plan stands, and the button that gives its work out. Nothing goes out while a date waits for a person. */
export function PublishBar({ plan }: { plan: PlanSummary }) {
  const now = useLivePlan(plan);
  const publish = usePublish(plan);
  const publishOnce = useSingleFlight(publish);
  const { modal } = App.useApp();
  const confirm = () =>
    modal.confirm({
      title: 'Giao việc theo kế hoạch này?',
      content: `Việc của ${now.rows} hoạt động được giao cho các cơ quan chủ trì. Thư giao việc được gửi vào đợt gửi gần nhất. Sau khi giao, thời hạn không sửa ở trang này nữa.`,
      okText: 'Giao việc',
      cancelText: 'Đóng',
      width: 520,
      // Not awaited: the dialog closes and the bar below shows how it goes.
      onOk: () => publishOnce({ again: false }),
    });
  const { words, tone } = planStatusWords[now.status];
  return (
    <section className="panel publish-bar" aria-label="Tình trạng kế hoạch">
      <div className="publish-words">
        <div className="publish-state">
          <Tag tone={tone}>{words}</Tag>
          {now.issuer && <span>{now.issuer}</span>}
          <span className="number">{now.rows} hoạt động</span>
        </div>
        {now.status === 'draft' && now.yearFrom === null && (
          <p className="publish-wait">
            <strong>Chưa rõ kế hoạch của năm nào.</strong> Ghi năm ở mục dưới đây trước khi giao việc.
          </p>
        )}
        {now.status === 'draft' && now.undecided > 0 && (
          <p className="publish-wait">
            Còn <strong>{now.undecided} thời hạn</strong> cần người quyết định trước khi giao việc.{' '}
            <Link to="?loc=can-xem">Xem các dòng này</Link>
          </p>
        )}
      </div>
      {now.status === 'draft' && (
        <Button
          type="primary"
          size="large"
          disabled={now.undecided > 0 || now.yearFrom === null}
          loading={publish.isPending}
          onClick={confirm}
        >
          Giao việc
        </Button>
      )}
      {now.status === 'publishing' && <PublicationProgress publication={now.publication} />}
      {now.status === 'published' && (
        <Link to={`/viec?plan=${encodeURIComponent(now.id)}`}>
          {now.publication ? `Xem ${now.publication.total} việc được giao` : 'Xem việc được giao'}
        </Link>
      )}
      {publish.error && (
        <div className="publish-problem">
          <ProblemNotice thrown={publish.error}>
            {ProblemError.from(publish.error).code === 'plan-published-before' && (
              <Button onClick={() => publishOnce({ again: true })}>Vẫn giao việc</Button>
            )}
          </ProblemNotice>
        </div>
      )}
    </section>
  );
}

/** The plan as the list of plans has it, which is asked again while a publication runs. */
function useLivePlan(plan: PlanSummary): PlanSummary {
  const cache = useQueryClient();
  const { data } = useQuery({
    ...queries.plans(),
    // Only the list knows the progress; a draft's own page is newer than it after each decision.
    select: (plans) => plans.find(({ id }) => id === plan.id),
  });
  const live = plan.status === 'draft' && data?.status === 'draft' ? plan : (data ?? plan);
  useEffect(() => {
    if (plan.status === live.status) return;
    for (const key of ['plan', 'overview', 'assignments']) void cache.invalidateQueries({ queryKey: [key] });
  }, [plan.status, live.status, cache]);
  return live;
}

/** Gives out the plan as this page shows it: a date that another officer has decided meanwhile is looked at first. */
function usePublish({ id, etag }: PlanSummary) {
  const cache = useQueryClient();
  const once = useActionKey();
  return useMutation({
    mutationFn: ({ again }: { again: boolean }) =>
      once([id, etag, again], (key) =>
        ask(
          client.POST('/api/plans/{id}/publish', {
            params: { path: { id }, query: again ? { again: '1' } : {}, header: { ...key, 'If-Match': etag } },
          }),
        ),
      ),
    onSettled: () => Promise.all([['plans'], ['plan', id]].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}
