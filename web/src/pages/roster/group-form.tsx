import { Form, Input, Select } from 'antd';
import type { RosterGroup } from '../../api/types.ts';
import { Validity } from './agency-form.tsx';
import { agencyChoices, SEARCH } from './choices.ts';
import type { FormProps } from './wanted-edit.ts';

type Fields = RosterGroup;

/** Which agencies a common name stands for. */
export function GroupForm({ formId, view, group, onEdits }: FormProps & { group: RosterGroup | null }) {
  return (
    <Form<Fields>
      id={formId}
      name={formId}
      layout="vertical"
      requiredMark={false}
      initialValues={{ aliases: [], members: [], validFrom: null, validTo: null, ...group }}
      onFinish={(fields) =>
        onEdits([
          {
            kind: 'put-group',
            before: group?.name ?? null,
            group: { ...fields, validFrom: fields.validFrom || null, validTo: fields.validTo || null },
          },
        ])
      }
    >
      <Form.Item name="name" label="Tên nhóm" rules={[{ required: true, whitespace: true, message: 'Ghi tên nhóm.' }]}>
        <Input autoComplete="off" maxLength={500} />
      </Form.Item>
      <Form.Item name="members" label="Các cơ quan" rules={[{ required: true, message: 'Chọn ít nhất một cơ quan.' }]}>
        <Select mode="multiple" showSearch={SEARCH} options={agencyChoices(view)} />
      </Form.Item>
      <Form.Item name="aliases" label="Tên gọi khác" extra="Gõ xong một tên thì nhấn Enter.">
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[';']} />
      </Form.Item>
      <Validity />
    </Form>
  );
}
