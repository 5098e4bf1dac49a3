import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** Says what will happen and waits for a yes; a refusal is shown where the question stands. */
export function ConfirmDialog(props: {
  title: string;
  okText: string;
  danger?: boolean;
  change: { isPending: boolean; error: Error | null };
  onOk: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { change } = props;
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      cancelText="Đóng"
      okButtonProps={{ danger: props.danger ?? false }}
      confirmLoading={change.isPending}
      onOk={props.onOk}
      onCancel={props.onClose}
    >
      {props.children}
      {change.error && <ProblemNotice thrown={change.error} />}
    </Modal>
  );
}
