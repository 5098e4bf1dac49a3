import { Form, Input, Select } from 'antd';
import type { RosterAgency } from '../../api/types.ts';
import { DateField } from '../../ui/date-field.tsx';
import type { FormProps } from './wanted-edit.ts';

interface Fields {
  name: string;
  aliases: string[];
  memberOffice?: number | undefined;
  validFrom: string | null;
  validTo: string | null;
}

/** Name, the other names that plans use, which office of the installation it is, and from when to when it holds. */
export function AgencyForm({ formId, view, agency, onEdits }: FormProps & { agency: RosterAgency | null }) {
  const submit = (fields: Fields) => {
    const said = { ...fields, validFrom: fields.validFrom || null, validTo: fields.validTo || null };
    onEdits([
      agency === null
        ? { kind: 'add-agency', agency: said }
        : { kind: 'change-agency', agency: { ...agency, ...said } },
    ]);
  };
  return (
    <Form<Fields>
      id={formId}
      name={formId}
      layout="vertical"
      requiredMark={false}
      initialValues={{ aliases: [], validFrom: null, validTo: null, ...agency }}
      onFinish={submit}
    >
      <Form.Item
        name="name"
        label="Tên cơ quan"
        rules={[{ required: true, whitespace: true, message: 'Ghi tên cơ quan.' }]}
      >
        <Input autoComplete="off" maxLength={500} />
      </Form.Item>
      <Form.Item
        name="aliases"
        label="Tên gọi khác"
        extra="Cách viết khác trong kế hoạch, tên viết tắt, tên cũ. Gõ xong một tên thì nhấn Enter."
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[';']} />
      </Form.Item>
      {view.offices.length > 0 && (
        <Form.Item
          name="memberOffice"
          label="Là cơ quan cùng hệ thống (không bắt buộc)"
          extra="Chọn khi cơ quan này cũng dùng hệ thống: việc giao cho cơ quan sẽ đến mục «Việc cấp trên giao» của họ."
        >
          <Select
            allowClear
            showSearch
            optionFilterProp="label"
            options={view.offices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      <Validity />
    </Form>
  );
}

/** The first and the last day; what ends is never deleted. */
export function Validity() {
  return (
    <div className="two-fields">
      <Form.Item name="validFrom" label="Từ ngày (không bắt buộc)">
        <DateField />
      </Form.Item>
      <Form.Item name="validTo" label="Ngày cuối cùng" extra="Để trống nếu chưa kết thúc; không xóa để giữ lịch sử.">
        <DateField />
      </Form.Item>
    </div>
  );
}
