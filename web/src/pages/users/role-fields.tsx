import { Form, Select } from 'antd';
import type { GivenRole } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { DateField } from '../../ui/date-field.tsx';
import { OF_AN_AGENCY, ROLE_CHOICES } from './role-words.ts';

export interface RoleForm {
  role?: GivenRole['role'];
  agencyId?: string;
  to?: string | null;
}

/** Which role, of which agency where it is held for one, and until when. */
export function RoleFields({ required }: { required: boolean }) {
  const { agencies } = useMeta();
  const role: GivenRole['role'] | undefined = Form.useWatch('role');
  const ofAgency = role !== undefined && OF_AN_AGENCY.has(role);
  return (
    <>
      <Form.Item
        name="role"
        label="Vai trò"
        extra={required ? undefined : 'Người trong danh bạ có sẵn vai trò ở cơ quan của mình, không cần giao thêm.'}
        rules={[{ required, message: 'Chọn vai trò.' }]}
      >
        <Select
          allowClear={!required}
          options={ROLE_CHOICES}
          placeholder={required ? 'Chọn vai trò' : 'Theo danh bạ'}
        />
      </Form.Item>
      {ofAgency && (
        <Form.Item name="agencyId" label="Cơ quan" rules={[{ required: true, message: 'Chọn cơ quan.' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      {role !== undefined && (
        <Form.Item name="to" label="Đến hết ngày (không bắt buộc)">
          <DateField />
        </Form.Item>
      )}
    </>
  );
}

/** As the API takes it; nothing when no role was chosen. */
export function roleOf({ role, agencyId, to }: RoleForm): GivenRole[] {
  if (role === undefined) return [];
  return [{ role, agencyId: OF_AN_AGENCY.has(role) ? (agencyId ?? null) : null, from: null, to: to || null }];
}
