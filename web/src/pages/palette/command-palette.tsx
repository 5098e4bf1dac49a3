import { Modal } from 'antd';
import { Command } from 'cmdk';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useFound } from './use-found.ts';
import './palette.css';

/** One field for everything: go somewhere, find work, a plan or an agency, do something. */
export function CommandPalette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const [typed, setTyped] = useState('');
  const { groups, isSearching } = useFound(typed);
  const navigate = useNavigate();
  const go = (to: string) => {
    onClose();
    void navigate(to);
  };
  return (
    <Modal
      open
      title="Tìm nhanh"
      className="palette"
      footer={null}
      width={620}
      style={{ top: 72 }}
      onCancel={onClose}
      destroyOnHidden
    >
      {/* What fits is decided by use-found.ts, which knows Vietnamese. */}
      <Command shouldFilter={false} label="Tìm nhanh" loop>
        <Command.Input
          autoFocus
          value={typed}
          onValueChange={setTyped}
          maxLength={200}
          placeholder="Gõ tên trang, việc, kế hoạch, cơ quan… (không cần dấu)"
        />
        <Command.List label="Kết quả">
          {groups.length === 0 && <p className="palette-none">{isSearching ? 'Đang tìm…' : 'Không tìm thấy gì.'}</p>}
          {groups.map(({ title, items }) => (
            <Command.Group key={title} heading={title}>
              {items.map(({ id, words, aside, to }) => (
                <Command.Item key={id} value={`${title} ${id}`} onSelect={() => go(to)}>
                  <span>{words}</span>
                  {aside && <span className="muted small">{aside}</span>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
      <p className="palette-foot muted small">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> chọn, <kbd>Enter</kbd> mở, <kbd>Esc</kbd> đóng
        </span>
        <button type="button" onClick={onKeys}>
          Phím tắt
        </button>
      </p>
    </Modal>
  );
}
