import { CopyOutlined } from '@ant-design/icons';
import { App, Button, type GetRef, Input, Modal } from 'antd';
import { useRef } from 'react';
import { formatInstant } from '../../dates/format-instant.ts';

export interface NewSecret {
  url: string;
  secret: string;
  oldSecretUntil: string | null;
}

/** The secret, this one time; closing is a decision, not a slip beside the dialog. */
export function SecretDialog({ url, secret, oldSecretUntil, onClose }: NewSecret & { onClose: () => void }) {
  const { message } = App.useApp();
  const field = useRef<GetRef<typeof Input.TextArea>>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      void message.success('Đã sao chép khóa ký.');
    } catch {
      // Over plain http a browser keeps its clipboard to itself.
      field.current?.resizableTextArea?.textArea.select();
      void message.info('Khóa đã được chọn: nhấn Ctrl+C để sao chép.');
    }
  };
  return (
    <Modal
      open
      title="Khóa ký của hệ thống nhận"
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          Tôi đã lưu khóa
        </Button>
      }
    >
      <p className="webhook-url">{url}</p>
      <p>
        <strong>Khóa chỉ hiện lần này.</strong> Lưu vào hệ thống nhận để kiểm tra chữ ký. Mất khóa thì dùng «Đổi khóa
        ký» để được cấp khóa khác.
      </p>
      <div className="secret-line">
        <Input.TextArea
          ref={field}
          readOnly
          autoSize
          value={secret}
          aria-label="Khóa ký"
          onFocus={(event) => event.target.select()}
        />
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>
          Sao chép
        </Button>
      </div>
      {oldSecretUntil && <p className="muted secret-overlap">Khóa cũ còn ký đến {formatInstant(oldSecretUntil)}.</p>}
    </Modal>
  );
}
