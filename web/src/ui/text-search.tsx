import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useDebounced } from './use-debounced.ts';

const QUIET_MS = 300;

/** A text to search by: said once the typing is quiet, or at once by Enter. */
export function TextSearch(props: { label: string; value: string; onSettled: (text: string) => void }) {
  const { label, value, onSettled } = props;
  const [text, setText] = useState(value);
  const settled = useDebounced(text, QUIET_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed goes to the address, once it is quiet
  useEffect(() => {
    if (settled.trim() !== value) onSettled(settled.trim());
  }, [settled]);
  // A cleared filter or the Back button changes the address without the keyboard.
  useEffect(() => setText((typed) => (typed.trim() === value ? typed : value)), [value]);
  return (
    <Input
      prefix={<SearchOutlined aria-hidden="true" />}
      aria-label={label}
      placeholder={label}
      maxLength={200}
      allowClear={{ clearIcon: <CloseCircleFilled aria-label="Xóa nội dung tìm" /> }}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onSettled(text.trim())}
    />
  );
}
