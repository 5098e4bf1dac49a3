import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { CalendarDay, CalendarTrial, CalendarView, EditedYear } from '../../api/types.ts';
import { useSaveCalendar, useTryCalendar } from '../../api/use-rules-changes.ts';
import { formatDate } from '../../dates/format-date.ts';
import { DateField } from '../../ui/date-field.tsx';
import { TrialView } from '../../ui/trial-view.tsx';
import { TryDialog } from '../../ui/try-dialog.tsx';
import { DAY_KINDS } from './day-kinds.ts';

interface Fields {
  status: EditedYear['status'];
  notice: string;
  days: Partial<CalendarDay>[];
}

const FORM_ID = 'year-form';

/** A year as it should be; what would move is seen before the new edition is saved. */
export function YearDialog(props: { view: CalendarView; year: EditedYear; onClose: () => void; onSaved: () => void }) {
  const { view, year } = props;
  const [wanted, setWanted] = useState<EditedYear>(year);
  const tried = useTryCalendar();
  const saving = useSaveCalendar(view.etag, props.onSaved);
  const attempt = (next: EditedYear) => {
    saving.reset();
    setWanted(next);
    tried.mutate(next);
  };
  return (
    <TryDialog
      title={`Lịch năm ${year.year}`}
      formId={FORM_ID}
      width={860}
      tried={tried}
      saving={saving}
      onTryAgain={() => attempt(wanted)}
      onSave={() => saving.mutate(wanted)}
      onClose={props.onClose}
      view={(trial) => <CalendarTrialView trial={trial} />}
    >
      <Form<Fields>
        id={FORM_ID}
        name={FORM_ID}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={year}
        onFinish={(fields) => attempt({ year: year.year, ...fields, days: fields.days.map(toDay) })}
      >
        <Form.Item
          name="notice"
          label="Văn bản làm căn cứ"
          rules={[{ required: true, whitespace: true, message: 'Ghi số văn bản, hoặc «chưa có thông báo».' }]}
        >
          <Input maxLength={1000} placeholder="Thông báo 9441/TB-BNV ngày …" />
        </Form.Item>
        <Form.Item name="status" label="Tình trạng">
          <Radio.Group
            options={[
              { value: 'official', label: 'Chính thức' },
              { value: 'provisional', label: 'Tạm tính' },
            ]}
          />
        </Form.Item>
        <DayFields year={year.year} />
      </Form>
    </TryDialog>
  );
}

function DayFields({ year }: { year: number }) {
  return (
    <Form.List name="days">
      {(rows, { add, remove }) => (
        <>
          <h3>Ngày khác với lịch tuần</h3>
          <ul className="day-fields">
            {rows.map(({ key, name }) => (
              <li key={key}>
                <Form.Item
                  name={[name, 'date']}
                  label="Ngày"
                  rules={[
                    { required: true, message: 'Chọn ngày.' },
                    { pattern: new RegExp(`^${year}-`), message: `Phải thuộc năm ${year}.` },
                  ]}
                >
                  <DateField />
                </Form.Item>
                <Form.Item name={[name, 'kind']} label="Loại">
                  <Select options={DAY_KINDS} popupMatchSelectWidth={false} />
                </Form.Item>
                <Form.Item name={[name, 'name']} label="Tên ngày">
                  <Input maxLength={500} />
                </Form.Item>
                <Form.Item name={[name, 'source']} label="Căn cứ riêng">
                  <Input maxLength={1000} placeholder="theo căn cứ của năm" />
                </Form.Item>
                <PaysFor name={name} />
                <Button
                  className="day-remove"
                  aria-label={`Bỏ ngày thứ ${name + 1}`}
                  icon={<DeleteOutlined />}
                  onClick={() => remove(name)}
                />
              </li>
            ))}
          </ul>
          <Button onClick={() => add({ kind: 'swap', name: '', source: null })}>Thêm ngày</Button>
        </>
      )}
    </Form.List>
  );
}

/** A worked day says which day off it pays for. */
function PaysFor({ name }: { name: number }) {
  const kind: CalendarDay['kind'] | undefined = Form.useWatch(['days', name, 'kind']);
  if (kind !== 'worked') return null;
  return (
    <Form.Item
      name={[name, 'for']}
      label="Làm bù cho ngày"
      rules={[{ required: true, message: 'Chọn ngày nghỉ hoán đổi.' }]}
    >
      <DateField />
    </Form.Item>
  );
}

function toDay({ date = '', kind = 'swap', name, source, for: paysFor }: Partial<CalendarDay>): CalendarDay {
  const worked = kind === 'worked';
  return { date, kind, name: name ?? '', source: source?.trim() || null, for: worked ? (paysFor ?? null) : null };
}

function CalendarTrialView({ trial: { days, warnings, trial } }: { trial: CalendarTrial }) {
  return (
    <>
      <h3>Ngày đổi</h3>
      {days.length === 0 && <p>Không ngày nào đổi giữa làm việc và nghỉ.</p>}
      <ul className="tried-scroll">
        {days.map(({ date, before, after }) => (
          <li key={date}>
            {formatDate(date)}: {before} → <strong>{after}</strong>
          </li>
        ))}
        {warnings.map((warning) => (
          <li key={warning}>Lưu ý: {warning}</li>
        ))}
      </ul>
      <TrialView trial={trial} />
    </>
  );
}
