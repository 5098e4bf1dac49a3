import { Modal } from 'antd';
import './palette.css';

const KEYS: { keys: string[]; words: string }[] = [
  { keys: ['Ctrl', 'K'], words: 'Tìm nhanh: trang, việc, kế hoạch, cơ quan, thao tác (máy Mac: ⌘ K)' },
  { keys: ['/'], words: 'Đến ô tìm kiếm của trang' },
  { keys: ['j'], words: 'Dòng sau trong danh sách' },
  { keys: ['k'], words: 'Dòng trước trong danh sách' },
  { keys: ['Enter'], words: 'Mở dòng đang chọn' },
  { keys: ['x'], words: 'Đánh dấu dòng đang chọn để xử lý nhiều việc một lúc' },
  { keys: ['Esc'], words: 'Đóng hộp thoại' },
  { keys: ['?'], words: 'Xem các phím này' },
];

/** Which keys there are. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal open title="Phím tắt" footer={null} onCancel={onClose} width={520}>
      <dl className="key-help">
        {KEYS.map(({ keys, words }) => (
          <div key={words}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">Khi đang gõ trong một ô, các phím một chữ không có tác dụng.</p>
    </Modal>
  );
}
