import { Form } from 'antd';
import type { RosterView } from '../../api/types.ts';
import type { FormProps } from './wanted-edit.ts';

/** All of the roster by a file: nothing of it is taken before the impact was looked at. */
export function FileForm(props: FormProps & { fileName: string; roster: RosterView['roster'] }) {
  const { formId, view, fileName, roster, onEdits } = props;
  const isOlder = roster.version !== undefined && roster.version !== view.roster.version;
  return (
    <Form id={formId} name={formId} onFinish={() => onEdits([{ kind: 'replace', roster }])}>
      <p>
        Tệp «{fileName}» có {roster.agencies.length} cơ quan, {roster.contacts.length} người. Danh bạ đang dùng có{' '}
        {view.roster.agencies.length} cơ quan, {view.roster.contacts.length} người.
      </p>
      {isOlder && (
        <p>
          <strong>
            Tệp được xuất ở phiên bản {roster.version}, danh bạ đang dùng là phiên bản {view.roster.version}:
          </strong>{' '}
          thay đổi của người khác từ đó tới nay sẽ mất nếu tệp không có. Xem kỹ danh sách thay đổi ở bước sau.
        </p>
      )}
      <p className="muted">Bấm «Xem tác động» để xem từng thay đổi trước khi lưu.</p>
    </Form>
  );
}
