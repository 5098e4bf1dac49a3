import { App, Button, Upload } from 'antd';
import type { RosterView } from '../../api/types.ts';
import { Panel } from '../../ui/panel.tsx';
import type { WantedEdit } from './wanted-edit.ts';

interface Props {
  view: RosterView;
  edit: ((wanted: WantedEdit) => void) | null;
}

/** The whole roster as a file, the same that the command line prints and takes. */
export function FilePanel({ view, edit }: Props) {
  const { message } = App.useApp();
  const take = async (file: File) => {
    const roster = await readRoster(file);
    if (roster === null) void message.error('Tệp không phải danh bạ dạng JSON do «Xuất danh bạ» tạo ra.');
    else edit?.({ kind: 'file', fileName: file.name, roster });
  };
  return (
    <Panel title="Tệp danh bạ">
      <p className="small muted">
        Xuất cả danh bạ, sửa nhiều mục trong tệp rồi nhập lại; trước khi lưu vẫn xem được tác động. Cùng dạng với lệnh
        «dondoc roster export».
      </p>
      <div className="roster-add">
        <Button onClick={() => download(view.roster, view.today)}>Xuất danh bạ</Button>
        {edit && (
          <Upload
            accept=".json,application/json"
            showUploadList={false}
            beforeUpload={(file) => {
              void take(file);
              return false;
            }}
          >
            <Button>Nhập từ tệp</Button>
          </Upload>
        )}
      </div>
    </Panel>
  );
}

/** Null when it is nothing that could be one; what is wrong inside of it the server says, with each place. */
async function readRoster(file: File): Promise<RosterView['roster'] | null> {
  try {
    const value: unknown = JSON.parse(await file.text());
    const isRoster = typeof value === 'object' && value !== null && 'agencies' in value && 'contacts' in value;
    return isRoster ? (value as RosterView['roster']) : null;
  } catch {
    return null;
  }
}

function download(roster: RosterView['roster'], today: string): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(roster, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `danh-ba-${today}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
