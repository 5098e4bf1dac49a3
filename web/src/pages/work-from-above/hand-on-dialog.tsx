import { useQuery } from '@tanstack/react-query';
import { Button, Form, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { queries } from '../../api/queries.ts';
import type { HandingOn, WorkFromAbove } from '../../api/types.ts';
import { useHandOn } from '../../api/use-work-from-above.ts';
import { formatDate } from '../../dates/format-date.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

interface Fields {
  leads: string[];
  coordinators: string[];
  due: string | null;
}

/** What somebody is asked about, and the field by which they say that it is meant. */
const MEANT: Record<string, Partial<HandingOn>> = {
  'due-later-than-given': { later: true },
  'plan-has-unheard-leads': { unheard: true },
};

/** Own agencies and an own date. */
export function HandOnDialog(props: { work: WorkFromAbove; onClose: () => void; onDone: () => void }) {
  const { work, onClose, onDone } = props;
  const formId = useId();
  const handOn = useHandOn(work.id, onDone);
  const [asked, setAsked] = useState<HandingOn | null>(null);
  const send = (body: HandingOn) => {
    setAsked(body);
    handOn.mutate(body);
  };
  const meant = handOn.error === null ? undefined : MEANT[ProblemError.from(handOn.error).code];
  return (
    <Modal
      open
      title="Giao tiếp việc cấp trên giao"
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>Đóng</Button>
          <Button type="primary" htmlType="submit" form={formId} loading={handOn.isPending}>
            Giao việc
          </Button>
        </>
      }
    >
      <p>
        <strong>{work.title}</strong>
      </p>
      <p className="muted">
        {work.officeName} giao{work.due ? `, hạn ${formatDate(work.due)}` : ', không có thời hạn cụ thể'}. Việc được
        nhắc theo lịch và thang nhắc của cơ quan mình.
      </p>
      {handOn.error && (
        <ProblemNotice thrown={handOn.error}>
          {meant && asked && <Button onClick={() => send({ ...asked, ...meant })}>Vẫn giao</Button>}
        </ProblemNotice>
      )}
      <HandOnForm formId={formId} due={work.due} onSend={send} />
    </Modal>
  );
}

function HandOnForm(props: { formId: string; due: string | null; onSend: (body: HandingOn) => void }) {
  const roster = useQuery(queries.roster());
  const today = roster.data?.today ?? '';
  const options = (roster.data?.roster.agencies ?? [])
    .filter(({ validTo = null }) => validTo === null || validTo >= today)
    .map(({ id, name }) => ({ value: id, label: name }));
  const agencies = { mode: 'multiple' as const, optionFilterProp: 'label', options, loading: roster.isPending };
  return (
    <Form<Fields>
      id={props.formId}
      name={props.formId}
      layout="vertical"
      requiredMark={false}
      initialValues={{ leads: [], coordinators: [], due: props.due }}
      onFinish={({ leads, coordinators, due }) => props.onSend({ leads, coordinators, due: due ?? null })}
    >
      <Form.Item
        name="leads"
        label="Cơ quan chủ trì"
        rules={[{ required: true, message: 'Chọn ít nhất một cơ quan chủ trì.' }]}
      >
        <Select {...agencies} />
      </Form.Item>
      <Form.Item name="coordinators" label="Cơ quan phối hợp (không bắt buộc)">
        <Select {...agencies} />
      </Form.Item>
      <Form.Item
        name="due"
        label="Thời hạn cho cơ quan mình"
        extra={props.due ? `Không muộn hơn ${formatDate(props.due)}.` : 'Để trống nếu là việc thường xuyên.'}
      >
        <DateField />
      </Form.Item>
    </Form>
  );
}
