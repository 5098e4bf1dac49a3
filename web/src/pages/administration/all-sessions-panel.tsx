import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { deviceWords } from '../../words/device-words.ts';

/** Where everybody is signed in; any session can be ended. */
export function AllSessionsPanel() {
  const { zone } = useMeta();
  const cache = useQueryClient();
  const sessions = useQuery(queries.allSessions());
  const end = useMutation({
    mutationFn: (id: string) => ask(client.DELETE('/api/administration/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: queries.allSessions().queryKey }),
  });
  return (
    <Panel title="Phiên đăng nhập của mọi người">
      {end.error && <ProblemNotice thrown={end.error} />}
      <QueryView query={sessions} skeleton={<Skeleton active />}>
        {(list) => (
          <>
            {list.length === 0 && <EmptyNotice>Không có ai đang đăng nhập.</EmptyNotice>}
            <ul className="account-list">
              {list.map(({ id, ownerName, device, network, lastAt, current }) => (
                <li key={id}>
                  <div>
                    <span>
                      <strong>{ownerName}</strong>
                      {current && ' (phiên này)'}
                    </span>
                    <span className="muted small">
                      {deviceWords(device)}, {network ?? 'không rõ nơi'}, {formatInstant(lastAt, zone)}
                    </span>
                  </div>
                  {!current && (
                    <Button
                      size="small"
                      disabled={end.isPending}
                      aria-label={`Kết thúc phiên của ${ownerName}, ${deviceWords(device)}`}
                      onClick={() => end.mutate(id)}
                    >
                      Kết thúc
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryView>
    </Panel>
  );
}
