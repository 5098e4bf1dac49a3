import { DatePicker } from 'antd';
import dayjs from 'dayjs';

export interface DateFieldProps {
  id?: string;
  value?: string | null;
  onChange?: (date: string | null) => void;
  max?: string;
  label?: string;
}

/** The calendar of a day field, which is loaded with the first field that a page shows. */
export function DatePickerField(props: DateFieldProps) {
  return (
    <DatePicker
      id={props.id}
      aria-label={props.label}
      style={{ width: '100%' }}
      format={['DD/MM/YYYY', 'D/M/YYYY']}
      placeholder="ngày/tháng/năm"
      value={props.value ? dayjs(props.value) : null}
      maxDate={props.max ? dayjs(props.max) : undefined}
      onChange={(day) => props.onChange?.(day ? day.format('YYYY-MM-DD') : null)}
    />
  );
}
