import { Input } from 'antd';
import { lazy, Suspense } from 'react';
import type { DateFieldProps } from './date-picker-field.tsx';

const DatePickerField = lazy(async () => ({ default: (await import('./date-picker-field.tsx')).DatePickerField }));

/** A day typed or picked as dd/MM/yyyy, given and taken as a local date `yyyy-MM-dd`. */
export function DateField(props: DateFieldProps) {
  return (
    <Suspense fallback={<Input disabled placeholder="ngày/tháng/năm" />}>
      <DatePickerField {...props} />
    </Suspense>
  );
}
