import { LoadingOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { LogCheck } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** Whether the log holds, and whether everything that people see is as it says: asked for, on its way, found. */
export function LogCheckPanel() {
  const cache = useQueryClient();
  const check = useQuery(queries.logCheck());
  const start = useMutation({
    mutationFn: () => ask(client.POST('/api/audit/check')),
    onSuccess: (standing) => cache.setQueryData(queries.logCheck().queryKey, standing),
  });
  const isRunning = check.data?.state === 'running';
  const isBusy = start.isPending || isRunning;
  return (
    <Panel
      title="Kiểm tra sổ"
      aside={
        <Button type="primary" icon={isBusy && <LoadingOutlined />} disabled={isBusy} onClick={() => start.mutate()}>
          {isRunning ? 'Đang kiểm tra' : 'Kiểm tra sổ'}
        </Button>
      }
    >
      <p className="muted">
        Tính lại mã của từng sự kiện theo thứ tự và đối chiếu mọi số liệu trên các trang với nhật ký. Sổ lớn có thể mất
        vài phút; trong lúc đó mọi người vẫn làm việc bình thường.
      </p>
      {start.error && <ProblemNotice thrown={start.error} />}
      {check.error && <ProblemNotice thrown={check.error} onRetry={() => void check.refetch()} />}
      {check.data && <Standing check={check.data} />}
    </Panel>
  );
}

const FOUND = {
  held: { type: 'success', title: 'Sổ nguyên vẹn' },
  broken: { type: 'error', title: 'Sổ không còn nguyên vẹn' },
  failed: { type: 'warning', title: 'Chưa kiểm tra xong' },
} as const;

function Standing({ check }: { check: LogCheck }) {
  const { zone } = useMeta();
  if (check.state === 'none') return null;
  if (check.state === 'running') {
    const percent = check.events === 0 ? 0 : Math.min(99, Math.floor((100 * check.checked) / check.events));
    return (
      <div role="status">
        <Progress percent={percent} aria-label="Đã kiểm tra" />
        <p className="number">
          Đã xem {check.checked.toLocaleString('vi-VN')}
          {check.events > 0 && ` trên ${check.events.toLocaleString('vi-VN')}`} sự kiện.
        </p>
      </div>
    );
  }
  const { type, title } = FOUND[check.state];
  return (
    <Alert
      type={type}
      showIcon
      role="status"
      title={title}
      description={
        <>
          {check.words.map((line) => (
            <p key={line} className="pre-line">
              {line}
            </p>
          ))}
          {check.endedAt && <p className="small">Kiểm tra xong lúc {formatInstant(check.endedAt, zone)}.</p>}
          {check.root && (
            <p className="small log-root">
              Mã kiểm chứng: <code>{check.root}</code>
            </p>
          )}
        </>
      }
    />
  );
}
