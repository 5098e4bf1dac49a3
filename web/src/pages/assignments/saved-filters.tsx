import { CloseOutlined, SaveOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type AssignmentFilter, isFiltered } from './use-assignment-filter.ts';
import { useSavedFilters } from './use-saved-filters.ts';

/** The views that somebody has kept, each one press away; the one that is looked at can be kept too. */
export function SavedFilters({ filter }: { filter: AssignmentFilter }) {
  const [params] = useSearchParams();
  const { list, isFull, keep, forget } = useSavedFilters();
  const search = viewOf(params);
  const isKept = list.some((one) => one.search === search);
  const canKeep = isFiltered(filter) && !isKept && !isFull;
  if (list.length === 0 && !canKeep) return null;
  return (
    <div className="saved-filters">
      {list.length > 0 && (
        <ul aria-label="Bộ lọc đã lưu">
          {list.map((one) => (
            <li key={one.name} className={one.search === search ? 'saved-filter current' : 'saved-filter'}>
              <Link to={`/viec?${one.search}`} aria-current={one.search === search ? 'true' : undefined}>
                {one.name}
              </Link>
              <button type="button" aria-label={`Xóa bộ lọc đã lưu ${one.name}`} onClick={() => forget(one.name)}>
                <CloseOutlined />
              </button>
            </li>
          ))}
        </ul>
      )}
      {canKeep && <KeepButton onKept={(name) => keep({ name, search })} />}
    </div>
  );
}

function KeepButton({ onKept }: { onKept: (name: string) => void }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const save = () => {
    if (name.trim() === '') return;
    onKept(name.trim());
    setOpen(false);
    setName('');
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      title="Lưu bộ lọc đang dùng"
      content={
        <div className="keep-filter">
          <Input
            aria-label="Tên bộ lọc"
            placeholder="Ví dụ: Quá hạn của Phòng Tư pháp"
            maxLength={60}
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={save}
          />
          <Button type="primary" disabled={name.trim() === ''} onClick={save}>
            Lưu
          </Button>
        </div>
      }
    >
      <Button icon={<SaveOutlined />}>Lưu bộ lọc này</Button>
    </Popover>
  );
}

/** The address of a view: where in its pages somebody stands does not belong to it. */
function viewOf(params: URLSearchParams): string {
  const view = new URLSearchParams(params);
  view.delete('page');
  return view.toString();
}
