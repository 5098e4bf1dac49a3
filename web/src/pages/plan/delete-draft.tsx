import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { ask, client } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import type { PlanSummary } from '../../api/types.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** Takes a draft back as this page shows it; what another officer has decided meanwhile is looked at first. */
export function DeleteDraft({ plan: { id, etag, rows } }: { plan: PlanSummary }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const remove = useMutation({
    mutationFn: () => ask(client.DELETE('/api/plans/{id}', { params: { path: { id }, header: { 'If-Match': etag } } })),
    onSuccess: async () => {
      void message.success('Đã xóa bản nháp.');
      await navigate('/ke-hoach');
      cache.removeQueries({ queryKey: ['plan', id] });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ['plans'] }),
  });
  const removeOnce = useSingleFlight(remove);
  // Deleted is what was seen: the same press would be refused again until the page shows what is there now.
  const look = () => {
    remove.reset();
    void cache.invalidateQueries({ queryKey: ['plan', id] });
  };
  const confirm = () =>
    modal.confirm({
      title: 'Xóa bản nháp này?',
      content: `${rows} hoạt động đã đọc và các thời hạn đã xác nhận sẽ bị xóa. Chưa có việc nào được giao. Cần dùng lại thì nhập lại tệp.`,
      okText: 'Xóa bản nháp',
      okButtonProps: { danger: true },
      cancelText: 'Đóng',
      onOk: () => removeOnce(undefined),
    });
  return (
    <>
      <Button danger type="text" loading={remove.isPending} onClick={confirm}>
        Xóa bản nháp
      </Button>
      {remove.error && (
        <div className="publish-problem">
          <ProblemNotice thrown={remove.error}>
            {ProblemError.from(remove.error).code === 'changed-meanwhile' && (
              <Button onClick={look}>Xem bản nháp như hiện nay</Button>
            )}
          </ProblemNotice>
        </div>
      )}
    </>
  );
}
