import { App, Form, Input, Modal } from 'antd';
import type { User } from '../../api/types.ts';
import { useChangeRoles, useDropFactor, useInvite } from '../../api/use-user-changes.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RoleFields, type RoleForm, roleOf } from './role-fields.tsx';

interface Invitation extends RoleForm {
  email: string;
  name: string;
}

/** Asks who is invited, and as what; a refusal keeps what was typed. */
export function InviteDialog(props: { onClose: () => void; onInvited: (email: string) => void }) {
  const invite = useInvite((email) => {
    props.onClose();
    props.onInvited(email);
  });
  return (
    <Modal
      open
      title="Mời người dùng"
      okText="Gửi lời mời"
      cancelText="Đóng"
      okButtonProps={{ htmlType: 'submit', form: 'invite' }}
      confirmLoading={invite.isPending}
      mask={{ closable: false }}
      onCancel={props.onClose}
    >
      {invite.error && <ProblemNotice thrown={invite.error} />}
      <Form<Invitation>
        name="invite"
        id="invite"
        layout="vertical"
        requiredMark={false}
        disabled={invite.isPending}
        onFinish={({ email, name, ...role }) => invite.mutate({ email: email.trim(), name, roles: roleOf(role) })}
      >
        <Form.Item
          name="name"
          label="Họ và tên"
          rules={[{ required: true, whitespace: true, message: 'Ghi họ và tên.' }]}
        >
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="email"
          label="Thư điện tử"
          extra="Đường dẫn đặt mật khẩu được gửi tới đây; dùng được một lần, trong 7 ngày."
          rules={[
            { required: true, whitespace: true, message: 'Ghi địa chỉ thư.' },
            { type: 'email', message: 'Địa chỉ thư chưa đúng, ví dụ ten@don-vi.gov.vn.' },
          ]}
        >
          <Input autoComplete="off" inputMode="email" maxLength={200} />
        </Form.Item>
        <RoleFields required={false} />
      </Form>
    </Modal>
  );
}

/** Asks which role somebody is given besides. */
export function GiveRoleDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const change = useChangeRoles(onClose);
  return (
    <Modal
      open
      title={`Giao vai trò cho ${user.name}`}
      okText="Giao"
      cancelText="Đóng"
      okButtonProps={{ htmlType: 'submit', form: 'give-role' }}
      confirmLoading={change.isPending}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      {change.error && <ProblemNotice thrown={change.error} />}
      <Form<RoleForm>
        name="give-role"
        id="give-role"
        layout="vertical"
        requiredMark={false}
        disabled={change.isPending}
        onFinish={(role) => change.mutate({ id: user.id, etag: user.etag, give: roleOf(role) })}
      >
        <RoleFields required />
      </Form>
    </Modal>
  );
}

/** Asks how somebody was recognised who has lost the second factor: that is what lets them in again. */
export function DropFactorDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { message } = App.useApp();
  const drop = useDropFactor(() => {
    onClose();
    void message.success(`Đã gỡ. ${user.name} được báo bằng thư tới ${user.email}.`);
  });
  return (
    <Modal
      open
      title={`Gỡ xác thực hai bước và khóa truy cập của ${user.name}?`}
      okText="Gỡ"
      cancelText="Đóng"
      okButtonProps={{ htmlType: 'submit', form: 'drop-factor' }}
      confirmLoading={drop.isPending}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      {drop.error && <ProblemNotice thrown={drop.error} />}
      <p>
        Chỉ gỡ khi chắc chắn chính người này nhờ, vì mất điện thoại và mã khôi phục, hoặc mất thiết bị giữ khóa truy
        cập. Họ bị đăng xuất khỏi mọi máy và được báo bằng thư.
      </p>
      <Form<{ how: string }>
        name="drop-factor"
        id="drop-factor"
        layout="vertical"
        requiredMark={false}
        disabled={drop.isPending}
        onFinish={({ how }) => drop.mutate({ id: user.id, how })}
      >
        <Form.Item
          name="how"
          label="Đã xác minh người này bằng cách nào?"
          extra="Ví dụ: gặp trực tiếp, đối chiếu thẻ công chức. Nội dung này được ghi vào nhật ký và thư báo."
          rules={[{ required: true, whitespace: true, message: 'Ghi cách đã xác minh.' }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
