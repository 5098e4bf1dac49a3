import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { deviceWords } from '../../words/device-words.ts';

/** Where somebody is signed in, and the end of what is not theirs any more. */
export function SessionsPanel() {
  const { zone } = useMeta();
  const cache = useQueryClient();
  const sessions = useQuery(queries.sessions());
  const end = useMutation({
    mutationFn: (id: string) => ask(client.DELETE('/api/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: queries.sessions().queryKey }),
  });
  return (
    <Panel
      title="Phiên đăng nhập"
      aside={
        (sessions.data?.length ?? 0) > 1 && (
          <Button size="small" loading={end.isPending} onClick={() => end.mutate('others')}>
            Kết thúc các phiên khác
          </Button>
        )
      }
    >
      {end.error && <ProblemNotice thrown={end.error} />}
      <QueryView query={sessions} skeleton={<Skeleton active />}>
        {(list) => (
          <ul className="account-list">
            {list.map(({ id, device, network, lastAt, current }) => (
              <li key={id}>
                <div>
                  <span>{current ? 'Phiên này' : deviceWords(device)}</span>
                  <span className="muted small">
                    {network ?? 'không rõ nơi'}, {formatInstant(lastAt, zone)}
                  </span>
                </div>
                {!current && (
                  <Button size="small" disabled={end.isPending} onClick={() => end.mutate(id)}>
                    Kết thúc
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Panel>
  );
}
