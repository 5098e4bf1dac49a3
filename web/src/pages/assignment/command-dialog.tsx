import { App, Button, Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import type { AssignmentDetail, CommandName } from '../../api/types.ts';
import { useAssignmentCommand } from '../../api/use-assignment-command.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { useMeta } from '../../app/use-meta.ts';
import { type CommandForm, composeCommand } from '../../commands/compose-command.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { commandWords } from '../../words/command-words.ts';
import { CommandFields } from './command-fields.tsx';

/** Says what a command will do, asks for what it needs, and gives it once. A refusal keeps what was typed. */
export function CommandDialog(props: { command: CommandName; detail: AssignmentDetail; onClose: () => void }) {
  const { command, detail } = props;
  const words = commandWords[command];
  const { today } = useMeta();
  const { message } = App.useApp();
  const [form] = Form.useForm<CommandForm>();
  const send = useAssignmentCommand(detail.assignment.id, () => void message.success(words.done));
  const sendOnce = useSingleFlight(send);
  const submit = (values: CommandForm, doneBefore = false) =>
    sendOnce(composeCommand(command, { ...values, doneBefore }, today), props.onClose);
  return (
    <Modal
      open
      title={words.button}
      okText={words.button}
      cancelText="Đóng"
      okButtonProps={{ danger: command === 'withdraw', htmlType: 'submit', form: 'command-form' }}
      confirmLoading={send.isPending}
      mask={{ closable: false }}
      onCancel={props.onClose}
      width={560}
    >
      <p className="dialog-work">{detail.assignment.title}</p>
      <p className="muted">{words.explain}</p>
      {send.error && (
        <ProblemNotice thrown={send.error}>
          {ProblemError.from(send.error).code === 'date-before-assignment' && (
            <Button onClick={() => submit(form.getFieldsValue(), true)}>Việc đã xong trước khi giao</Button>
          )}
        </ProblemNotice>
      )}
      <Form<CommandForm>
        id="command-form"
        form={form}
        layout="vertical"
        requiredMark={markOptional}
        disabled={send.isPending}
        initialValues={{ occurredOn: today }}
        scrollToFirstError={{ focus: true }}
        onFinish={(values) => submit(values)}
      >
        <CommandFields command={command} detail={detail} today={today} />
      </Form>
    </Modal>
  );
}

function markOptional(label: ReactNode, { required }: { required: boolean }) {
  return required ? (
    label
  ) : (
    <>
      {label} <span className="muted">&nbsp;(không bắt buộc)</span>
    </>
  );
}
