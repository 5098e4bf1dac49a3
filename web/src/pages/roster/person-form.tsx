import { Checkbox, Form, Input, Select } from 'antd';
import type { RosterContact } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { Validity } from './agency-form.tsx';
import { agencyChoices, personChoices, SEARCH } from './choices.ts';
import { ROLE_CHOICES } from './standing.ts';
import type { FormProps } from './wanted-edit.ts';

type Fields = Pick<
  RosterContact,
  | 'name'
  | 'agency'
  | 'position'
  | 'role'
  | 'email'
  | 'phone'
  | 'channels'
  | 'wantsCalendar'
  | 'deputy'
  | 'validFrom'
  | 'validTo'
>;

const NEW = {
  position: '',
  role: 'clerk' as const,
  channels: ['email'],
  wantsCalendar: false,
  leave: [],
  zaloUserId: null,
};

/** Who somebody is, of which agency, and how they are reached. */
export function PersonForm(props: FormProps & { person: RosterContact | null; agencyId: string | null }) {
  const { formId, view, person, agencyId, onEdits } = props;
  const { channelWords } = useMeta();
  const submit = (fields: Fields) => {
    const said = {
      ...fields,
      email: fields.email?.trim() || null,
      phone: fields.phone?.trim() || null,
      deputy: fields.deputy ?? null,
      validFrom: fields.validFrom || null,
      validTo: fields.validTo || null,
    };
    onEdits([
      person === null
        ? { kind: 'add-contact', contact: { ...NEW, ...said } }
        : { kind: 'change-contact', contact: { ...person, ...said } },
    ]);
  };
  return (
    <Form<Fields>
      id={formId}
      name={formId}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true }}
      initialValues={{ ...NEW, ...(agencyId ? { agency: agencyId } : {}), ...person }}
      onFinish={submit}
    >
      <Form.Item
        name="name"
        label="Họ và tên"
        rules={[{ required: true, whitespace: true, message: 'Ghi họ và tên.' }]}
      >
        <Input autoComplete="off" maxLength={500} />
      </Form.Item>
      <Form.Item name="agency" label="Cơ quan" rules={[{ required: true, message: 'Chọn cơ quan.' }]}>
        <Select showSearch={SEARCH} options={agencyChoices(view, person?.agency)} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="position" label="Chức vụ">
          <Input autoComplete="off" maxLength={500} placeholder="Phó Trưởng phòng" />
        </Form.Item>
        <Form.Item name="role" label="Vai trò khi nhắc việc">
          <Select options={ROLE_CHOICES} />
        </Form.Item>
        <Form.Item
          name="email"
          label="Thư điện tử"
          rules={[{ type: 'email', message: 'Địa chỉ thư chưa đúng, ví dụ ten@don-vi.gov.vn.' }]}
        >
          <Input autoComplete="off" inputMode="email" maxLength={254} />
        </Form.Item>
        <Form.Item name="phone" label="Điện thoại">
          <Input autoComplete="off" inputMode="tel" maxLength={32} />
        </Form.Item>
      </div>
      <Form.Item
        name="channels"
        label="Nhận lời nhắc qua"
        extra="Theo thứ tự ưu tiên: kênh chọn trước được dùng trước."
        rules={[{ required: true, message: 'Chọn ít nhất một kênh.' }]}
      >
        <Select mode="multiple" options={Object.entries(channelWords).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="deputy" label="Người thay khi nghỉ (không bắt buộc)">
        <Select allowClear showSearch={SEARCH} options={personChoices(view, person)} />
      </Form.Item>
      <Form.Item name="wantsCalendar" valuePropName="checked">
        <Checkbox>Kèm lịch (tệp .ics) trong thư về từng việc</Checkbox>
      </Form.Item>
      <Validity />
    </Form>
  );
}
