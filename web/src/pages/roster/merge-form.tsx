import { Form, Radio, Select } from 'antd';
import type { RosterAgency } from '../../api/types.ts';
import { agencyChoices, SEARCH } from './choices.ts';
import type { FormProps } from './wanted-edit.ts';

interface Fields {
  into: string;
  people: 'go-over' | 'end';
}

/** Which agency goes on with its work, and what becomes of its people. */
export function MergeForm({ formId, view, agency, onEdits }: FormProps & { agency: RosterAgency }) {
  return (
    <Form<Fields>
      id={formId}
      name={formId}
      layout="vertical"
      requiredMark={false}
      initialValues={{ people: 'go-over' }}
      onFinish={({ into, people }) => onEdits([{ kind: 'merge-agency', from: agency.id, into, people }])}
    >
      <p>
        Từ hôm nay «{agency.name}» kết thúc; tên của cơ quan này trở thành tên gọi khác của cơ quan tiếp nhận, và việc
        đang mở chuyển theo. Việc đã xong vẫn ghi cho cơ quan cũ.
      </p>
      <Form.Item name="into" label="Cơ quan tiếp nhận" rules={[{ required: true, message: 'Chọn cơ quan tiếp nhận.' }]}>
        <Select showSearch={SEARCH} options={agencyChoices(view).filter(({ value }) => value !== agency.id)} />
      </Form.Item>
      <Form.Item name="people" label="Người của cơ quan cũ">
        <Radio.Group
          className="filter-choices-column"
          options={[
            { value: 'go-over', label: 'Chuyển sang cơ quan tiếp nhận' },
            { value: 'end', label: 'Thôi nhận việc từ hôm nay' },
          ]}
        />
      </Form.Item>
    </Form>
  );
}
