import { Alert, Button, Form, Select } from 'antd';
import type { RosterContact } from '../../api/types.ts';
import { formatDate } from '../../dates/format-date.ts';
import { DateField } from '../../ui/date-field.tsx';
import { personChoices, SEARCH } from './choices.ts';
import type { FormProps } from './wanted-edit.ts';

interface Fields {
  from: string | null;
  to: string | null;
  deputy?: string | null;
}

/** From when to when somebody is away, and who hears in their stead. */
export function LeaveForm({ formId, view, person, onEdits }: FormProps & { person: RosterContact }) {
  const [form] = Form.useForm<Fields>();
  const deputy: string | null | undefined = Form.useWatch('deputy', form);
  const coming = (person.leave ?? []).filter(({ to }) => to >= view.today);
  const change = (changes: Partial<RosterContact>) =>
    onEdits([{ kind: 'change-contact', contact: { ...person, ...changes } }]);
  return (
    <Form<Fields>
      id={formId}
      name={formId}
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ from: view.today, to: null, deputy: person.deputy }}
      onFinish={({ from, to, deputy: chosen }) =>
        change({
          leave: [...(person.leave ?? []).filter((one) => one.from !== from), { from: from ?? '', to: to ?? '' }],
          deputy: chosen ?? null,
        })
      }
    >
      <div className="two-fields">
        <Form.Item name="from" label="Nghỉ từ ngày" rules={[{ required: true, message: 'Chọn ngày đầu.' }]}>
          <DateField />
        </Form.Item>
        <Form.Item
          name="to"
          label="Đến hết ngày"
          dependencies={['from']}
          rules={[
            { required: true, message: 'Chọn ngày cuối.' },
            ({ getFieldValue }) => ({
              validator: (_, to: string | null) =>
                to && to < (getFieldValue('from') ?? '')
                  ? Promise.reject(new Error('Ngày cuối phải từ ngày đầu trở đi.'))
                  : Promise.resolve(),
            }),
          ]}
        >
          <DateField />
        </Form.Item>
      </div>
      <Form.Item name="deputy" label="Người thay" extra="Nhận lời nhắc thay trong những ngày nghỉ.">
        <Select allowClear showSearch={SEARCH} options={personChoices(view, person)} placeholder="Chọn người thay" />
      </Form.Item>
      {!deputy && (
        <Alert
          type="warning"
          showIcon
          title="Chưa có người thay: lời nhắc chờ đến ngày làm việc đầu tiên sau đợt nghỉ; trong lúc đó lãnh đạo cơ quan nhận."
        />
      )}
      {coming.length > 0 && (
        <>
          <h3 className="leave-known">Các đợt nghỉ đã ghi</h3>
          <ul className="groups">
            {coming.map((leave) => (
              <li key={leave.from}>
                <span>
                  {formatDate(leave.from)} – {formatDate(leave.to)}
                </span>
                <Button
                  size="small"
                  onClick={() => change({ leave: (person.leave ?? []).filter((one) => one !== leave) })}
                >
                  Bỏ đợt nghỉ này
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Form>
  );
}
