import { Form, Input, Modal } from 'antd';
import type { MemberOffice, NewOffice } from '../../api/types.ts';
import { useAddOffice, useSetSenderAddress } from '../../api/use-office-changes.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { MAIL_RULE } from './mail-rule.ts';

interface OfficeForm {
  name: string;
  officerName: string;
  email: string;
}

/** Asks which office is added, and who is let in there first; a refusal keeps what was typed. */
export function AddOfficeDialog(props: { onClose: () => void; onAdded: (added: NewOffice) => void }) {
  const add = useAddOffice((added) => {
    props.onClose();
    props.onAdded(added);
  });
  return (
    <Modal
      open
      title="Thêm cơ quan"
      okText="Thêm và gửi lời mời"
      cancelText="Đóng"
      okButtonProps={{ htmlType: 'submit', form: 'add-office' }}
      confirmLoading={add.isPending}
      mask={{ closable: false }}
      onCancel={props.onClose}
    >
      {add.error && <ProblemNotice thrown={add.error} />}
      <p className="muted">
        Cơ quan mới có danh bạ, kế hoạch, việc và nhật ký riêng; cơ quan khác không xem được. Lịch làm việc và thang
        nhắc việc lúc đầu chép từ cơ quan này.
      </p>
      <Form<OfficeForm>
        name="add-office"
        id="add-office"
        layout="vertical"
        requiredMark={false}
        disabled={add.isPending}
        onFinish={({ name, officerName, email }) =>
          add.mutate({ name, officer: { name: officerName, email: email.trim() } })
        }
      >
        <Form.Item
          name="name"
          label="Tên cơ quan"
          rules={[{ required: true, whitespace: true, message: 'Ghi tên cơ quan.' }]}
        >
          <Input autoComplete="off" maxLength={200} placeholder="UBND xã An Thanh" />
        </Form.Item>
        <Form.Item
          name="officerName"
          label="Cán bộ đầu tiên"
          rules={[{ required: true, whitespace: true, message: 'Ghi họ và tên.' }]}
          extra="Quản trị và cán bộ phụ trách của cơ quan mới; người này mời những người khác."
        >
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="email"
          label="Thư điện tử của cán bộ"
          rules={[{ required: true, whitespace: true, message: 'Ghi địa chỉ thư.' }, MAIL_RULE]}
          extra="Lời mời được gửi tới đây. Ai đã có tài khoản thì đăng nhập như thường và chuyển sang cơ quan mới."
        >
          <Input autoComplete="off" inputMode="email" maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Asks which address the mails of an office come from. */
export function SenderAddressDialog({
  office,
  onClose,
  onSaved,
}: {
  office: MemberOffice;
  onClose: () => void;
  onSaved: () => void;
}) {
  const save = useSetSenderAddress(() => {
    onClose();
    onSaved();
  });
  return (
    <Modal
      open
      title={`Địa chỉ gửi thư của ${office.name}`}
      okText="Lưu"
      cancelText="Đóng"
      okButtonProps={{ htmlType: 'submit', form: 'sender-address' }}
      confirmLoading={save.isPending}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      {save.error && <ProblemNotice thrown={save.error} />}
      <Form<{ address?: string }>
        name="sender-address"
        id="sender-address"
        layout="vertical"
        requiredMark={false}
        disabled={save.isPending}
        initialValues={{ address: office.senderAddress ?? '' }}
        onFinish={({ address = '' }) =>
          save.mutate({ id: office.id, etag: office.etag, address: address.trim() === '' ? null : address.trim() })
        }
      >
        <Form.Item
          name="address"
          label="Địa chỉ"
          rules={[MAIL_RULE]}
          extra="Để trống: dùng địa chỉ chung của hệ thống. Máy chủ thư phải được phép gửi thay địa chỉ này (SPF, DKIM), nếu không thư dễ bị coi là thư rác. Thư không gửi tới được vẫn trả về hệ thống."
        >
          <Input autoComplete="off" inputMode="email" maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
