import { DatePicker } from 'antd';
import dayjs from 'dayjs';

/** A day typed or picked as dd/MM/yyyy, given and taken as a local date `yyyy-MM-dd`. */
export function DateField(props: {
  id?: string;
  value?: string | null;
  onChange?: (date: string | null) => void;
  max?: string;
  label?: string;
}) {
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
