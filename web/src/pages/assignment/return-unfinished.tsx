import { App, Button } from 'antd';
import { useAssignmentCommand } from '../../api/use-assignment-command.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { commandWords } from '../../words/command-words.ts';

const REASON = 'Báo cáo mới nêu tiến độ, chưa có kết quả. Đề nghị báo cáo lại khi hoàn thành.';

/** Gives a report back that is none («đang làm»), in one press: left alone it would silence the ladder until somebody finds words for it. */
export function ReturnUnfinished({ id }: { id: string }) {
  const { message } = App.useApp();
  const send = useAssignmentCommand(id, () => void message.success(commandWords.return.done));
  const sendOnce = useSingleFlight(send);
  const giveBack = () => sendOnce({ command: 'return', reason: REASON });
  return (
    <>
      <Button size="large" loading={send.isPending} title={REASON} onClick={giveBack}>
        Báo cáo chưa có kết quả
      </Button>
      {send.error && <ProblemNotice thrown={send.error} />}
    </>
  );
}
