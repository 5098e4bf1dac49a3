import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Skeleton } from 'antd';
import { ask, client } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatDate } from '../../dates/format-date.ts';
import { formatInstant, localDateOf } from '../../dates/format-instant.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';

/** Keys of everybody: whose, how far they go, when they were last used; any can be ended. */
export function AllKeysPanel() {
  const { zone } = useMeta();
  const cache = useQueryClient();
  const keys = useQuery(queries.allKeys());
  const revoke = useMutation({
    mutationFn: (id: string) => ask(client.DELETE('/api/administration/keys/{id}', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: queries.allKeys().queryKey }),
  });
  return (
    <Panel title="Khóa API của mọi người">
      {revoke.error && <ProblemNotice thrown={revoke.error} />}
      <QueryView query={keys} skeleton={<Skeleton active />}>
        {(list) => (
          <>
            {list.length === 0 && <EmptyNotice>Chưa ai tạo khóa API.</EmptyNotice>}
            <ul className="account-list">
              {list.map(({ id, name, ownerName, scopeWords, expiresAt, lastUsedAt }) => (
                <li key={id}>
                  <div>
                    <span>
                      <strong>{name}</strong>, của {ownerName}
                    </span>
                    <span className="muted small">
                      {scopeWords};{' '}
                      {expiresAt === null
                        ? 'không có ngày hết hạn'
                        : `hết hạn ${formatDate(localDateOf(expiresAt, zone))}`}
                      ; {lastUsedAt === null ? 'chưa dùng lần nào' : `dùng lần cuối ${formatInstant(lastUsedAt, zone)}`}
                    </span>
                  </div>
                  <Popconfirm
                    title={`Thu hồi khóa «${name}» của ${ownerName}?`}
                    description="Hệ thống dùng khóa này sẽ bị từ chối ngay. Không thể hoàn tác."
                    okText="Thu hồi"
                    cancelText="Đóng"
                    onConfirm={() => revoke.mutateAsync(id).catch(() => undefined)}
                  >
                    <Button size="small" danger aria-label={`Thu hồi khóa ${name} của ${ownerName}`}>
                      Thu hồi
                    </Button>
                  </Popconfirm>
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryView>
    </Panel>
  );
}
