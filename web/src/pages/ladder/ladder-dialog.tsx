import { DeleteOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { EditedLadder, EditedRung, LadderView } from '../../api/types.ts';
import { useSaveLadder, useTryLadder } from '../../api/use-rules-changes.ts';
import { TrialView } from '../../ui/trial-view.tsx';
import { TryDialog } from '../../ui/try-dialog.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';

interface RungFields {
  kind: EditedRung['kind'];
  days?: number | null;
  roles: EditedRung['audience'][number]['role'][];
  weekly: EditedRung['audience'][number]['role'][];
  repeats: boolean;
  every?: number | null;
  times?: number | null;
}

interface Fields extends Omit<EditedLadder, 'rungs'> {
  rungs: RungFields[];
  assignment?: string;
}

const FORM_ID = 'ladder-form';

/** The ladder as it should be; which reminders would come, fall away or move is seen before it is saved. */
export function LadderDialog({
  view,
  onClose,
  onSaved,
}: {
  view: LadderView;
  onClose: () => void;
  onSaved: () => void;
}) {
  const [wanted, setWanted] = useState<{ ladder: EditedLadder; assignment?: string | undefined }>({
    ladder: view.ladder,
  });
  const tried = useTryLadder();
  const saving = useSaveLadder(view.etag, onSaved);
  const attempt = (next: typeof wanted) => {
    saving.reset();
    setWanted(next);
    tried.mutate(next);
  };
  const roleWords = (role: string) => view.roles.find((one) => one.role === role)?.words ?? role;
  return (
    <TryDialog
      title="Sửa thang nhắc việc"
      formId={FORM_ID}
      width={860}
      tried={tried}
      saving={saving}
      onTryAgain={() => attempt(wanted)}
      onSave={() => saving.mutate(wanted.ladder)}
      onClose={onClose}
      view={(trial) => <TrialView trial={trial} roleWords={roleWords} />}
    >
      <Form<Fields>
        id={FORM_ID}
        name={FORM_ID}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={{ ...view.ladder, rungs: view.ladder.rungs.map(toFields) }}
        onFinish={({ assignment, rungs, ...clocks }) =>
          attempt({ ladder: { ...clocks, rungs: rungs.map((rung) => toRung(view, rung)) }, assignment })
        }
      >
        <Clocks />
        <RungFieldsList view={view} />
        <AssignmentChoice />
      </Form>
    </TryDialog>
  );
}

const CLOCK = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: 'Ghi dạng 08:00.' };

function Clocks() {
  const clock = (name: string | string[], label: string) => (
    <Form.Item name={name} label={label} rules={[{ required: true, message: 'Ghi giờ.' }, CLOCK]}>
      <Input inputMode="numeric" maxLength={5} />
    </Form.Item>
  );
  return (
    <div className="ladder-clocks">
      {clock('regularSlot', 'Giờ gửi lời nhắc')}
      <Form.Item
        name="dueDaySlots"
        label="Giờ gửi ngày đến hạn"
        rules={[{ required: true, message: 'Ghi ít nhất một giờ.' }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ']} />
      </Form.Item>
      {clock(['workingHours', 'from'], 'Giờ làm việc từ')}
      {clock(['workingHours', 'to'], 'đến')}
    </div>
  );
}

function RungFieldsList({ view }: { view: LadderView }) {
  return (
    <Form.List name="rungs">
      {(rows, { add, remove }) => (
        <>
          <h3>Các bậc nhắc</h3>
          <ul className="rung-fields">
            {rows.map(({ key, name }) => (
              <li key={key}>
                <RungRow view={view} name={name} />
                <Button aria-label={`Bỏ bậc thứ ${name + 1}`} icon={<DeleteOutlined />} onClick={() => remove(name)} />
              </li>
            ))}
          </ul>
          <Button onClick={() => add({ kind: 'before', days: 10, roles: ['lead'], weekly: [], repeats: false })}>
            Thêm bậc
          </Button>
        </>
      )}
    </Form.List>
  );
}

function RungRow({ view, name }: { view: LadderView; name: number }) {
  const kind: EditedRung['kind'] | undefined = Form.useWatch(['rungs', name, 'kind']);
  const roles: string[] | undefined = Form.useWatch(['rungs', name, 'roles']);
  const repeats: boolean | undefined = Form.useWatch(['rungs', name, 'repeats']);
  const roleChoices = view.roles.map(({ role, words }) => ({ value: role, label: words }));
  return (
    <div className="rung-row">
      <Form.Item name={[name, 'kind']} label="Khi nào">
        <Select
          options={view.kinds.map((one) => ({ value: one.kind, label: one.words }))}
          popupMatchSelectWidth={false}
        />
      </Form.Item>
      {view.kinds.find((one) => one.kind === kind)?.counted && (
        <Form.Item name={[name, 'days']} label="Ngày làm việc" rules={[{ required: true, message: 'Ghi số ngày.' }]}>
          <InputNumber min={1} max={250} precision={0} />
        </Form.Item>
      )}
      <Form.Item
        className="rung-roles"
        name={[name, 'roles']}
        label="Ai nhận"
        rules={[{ required: true, message: 'Chọn người nhận.' }]}
      >
        <Select mode="multiple" options={roleChoices} />
      </Form.Item>
      {kind === 'overdue' && (
        <>
          <Form.Item className="rung-roles" name={[name, 'weekly']} label="Trong đó gộp vào bản tổng hợp đầu tuần">
            <Select
              mode="multiple"
              options={roleChoices.filter(({ value }) => roles?.includes(value))}
              placeholder="Không ai"
            />
          </Form.Item>
          <Form.Item name={[name, 'repeats']} valuePropName="checked" label="Nhắc lại">
            <Checkbox>nhắc lại nhiều lần</Checkbox>
          </Form.Item>
          {repeats && (
            <>
              <Form.Item
                name={[name, 'every']}
                label="Mỗi (ngày làm việc)"
                rules={[{ required: true, message: 'Ghi số ngày.' }]}
              >
                <InputNumber min={1} max={250} precision={0} />
              </Form.Item>
              <Form.Item name={[name, 'times']} label="Số lần" rules={[{ required: true, message: 'Ghi số lần.' }]}>
                <InputNumber min={1} max={50} precision={0} />
              </Form.Item>
            </>
          )}
        </>
      )}
    </div>
  );
}

const QUIET_MS = 300;

/** One piece of work whose reminders are to be seen alone. */
function AssignmentChoice() {
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), QUIET_MS);
  const found = useQuery(queries.assignments({ ...(q ? { q } : {}), dueState: 'open-in-time', pageSize: 20 }));
  const options = (found.data?.items ?? []).map(({ id, title, agencyName }) => ({
    value: id,
    label: `${title} (${agencyName})`,
  }));
  return (
    <Form.Item
      name="assignment"
      label="Xem thử trên một việc (không bắt buộc)"
      extra="Để trống thì thử trên mọi việc đang mở."
    >
      <Select
        allowClear
        showSearch={{ filterOption: false, onSearch: setTyped }}
        options={options}
        loading={found.isFetching}
        placeholder="Gõ để tìm việc"
        notFoundContent="Không có việc nào khớp."
      />
    </Form.Item>
  );
}

function toFields({ kind, days, repeat, audience }: EditedRung): RungFields {
  return {
    ...{ kind, days, repeats: Boolean(repeat) },
    roles: audience.map(({ role }) => role),
    weekly: audience.flatMap(({ role, when }) => (when === 'weekly' ? [role] : [])),
    ...(repeat ? { every: repeat.everyWorkingDays, times: repeat.times } : {}),
  };
}

function toRung({ kinds }: LadderView, { kind, days, roles, weekly, repeats, every, times }: RungFields): EditedRung {
  const counted = kinds.find((one) => one.kind === kind)?.counted ?? false;
  const isRepeated = kind === 'overdue' && repeats;
  const isWeekly = (role: RungFields['roles'][number]) => kind === 'overdue' && (weekly ?? []).includes(role);
  return {
    kind,
    days: counted ? (days ?? 0) : 0,
    repeat: isRepeated ? { everyWorkingDays: every ?? 5, times: times ?? 1 } : null,
    audience: roles.map((role) => ({ role, when: isWeekly(role) ? 'weekly' : 'slot' })),
  };
}
