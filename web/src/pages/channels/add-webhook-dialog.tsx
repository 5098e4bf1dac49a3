import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input, Modal, Radio, Skeleton } from 'antd';
import { queries } from '../../api/queries.ts';
import type { NewWebhook } from '../../api/types.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { useAddWebhook } from '../../api/use-webhook-changes.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';

interface Fields {
  url: string;
  hears: 'all' | 'some';
  types?: NonNullable<NewWebhook['filter']>;
}

/** Asks where to and what of; a refusal keeps what was typed. */
export function AddWebhookDialog(props: {
  onClose: () => void;
  onAdded: (added: { url: string; secret: string }) => void;
}) {
  const [form] = Form.useForm<Fields>();
  const hears = Form.useWatch('hears', form);
  const add = useAddWebhook((added) => {
    props.onClose();
    props.onAdded(added);
  });
  const addOnce = useSingleFlight(add);
  const submit = ({ url, hears: heard, types = [] }: Fields) =>
    addOnce({ url: url.trim(), filter: heard === 'all' ? ['*'] : types });
  return (
    <Modal
      open
      title="Thêm hệ thống nhận sự kiện"
      okText="Thêm"
      cancelText="Đóng"
      okButtonProps={{ htmlType: 'submit', form: 'webhook-form' }}
      confirmLoading={add.isPending}
      mask={{ closable: false }}
      onCancel={props.onClose}
      width={560}
    >
      {add.error && (
        <div className="dialog-problem">
          <ProblemNotice thrown={add.error} />
        </div>
      )}
      <Form<Fields>
        id="webhook-form"
        className="webhook-form"
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={add.isPending}
        initialValues={{ hears: 'all' }}
        scrollToFirstError={{ focus: true }}
        onFinish={submit}
      >
        <Form.Item
          name="url"
          label="Địa chỉ nhận"
          extra="Mỗi sự kiện là một yêu cầu POST có chữ ký tới địa chỉ này."
          rules={[
            { required: true, whitespace: true, message: 'Ghi địa chỉ nhận, ví dụ https://may.example.vn/su-kien.' },
            { pattern: /^\s*(https?:\/\/\S+)?\s*$/i, message: 'Địa chỉ phải có dạng https://may/duong-dan.' },
          ]}
        >
          <Input inputMode="url" autoComplete="off" placeholder="https://" maxLength={2000} />
        </Form.Item>
        <Form.Item name="hears" label="Loại sự kiện">
          <Radio.Group
            className="filter-choices"
            options={[
              { value: 'all', label: 'Mọi sự kiện, kể cả loại được thêm sau này' },
              { value: 'some', label: 'Chỉ những loại được chọn' },
            ]}
          />
        </Form.Item>
        {hears === 'some' && <EventTypes />}
      </Form>
    </Modal>
  );
}

function EventTypes() {
  const types = useQuery(queries.webhookEventTypes());
  return (
    <QueryView query={types} skeleton={<Skeleton active paragraph={{ rows: 5 }} />}>
      {(known) => (
        <Form.Item
          name="types"
          label="Các loại được gửi"
          rules={[{ required: true, message: 'Chọn ít nhất một loại sự kiện.' }]}
        >
          <Checkbox.Group className="filter-choices filter-types">
            {known.map(({ type, words }) => (
              <Checkbox key={type} value={type}>
                {words} <code>{type}</code>
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
      )}
    </QueryView>
  );
}
