import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Progress, Upload } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ProblemError } from '../../api/problem-error.ts';
import { PLAN_PAGE_SIZE, queries } from '../../api/queries.ts';
import { type PlanFile, uploadPlan } from '../../api/upload-plan.ts';
import { useActionKey } from '../../api/use-action-key.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

const accepted = ['.docx', '.xlsx', '.csv'];

/** Takes one plan file, shows how it goes, and opens the draft; a refusal lists everything that is wrong with the file. */
export function PlanUpload() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [percent, setPercent] = useState(0);
  const once = useActionKey();
  const upload = useMutation({
    mutationFn: async (given: PlanFile) => {
      const { file, again } = given;
      setPercent(0);
      refuseOtherFiles(file);
      const content = [file.name, file.size, file.lastModified, again];
      return once(content, (key) => uploadPlan(given, key, setPercent));
    },
    onSuccess: (detail) => {
      const firstPage = queries.plan(detail.plan.id, { page: 1, waiting: false }).queryKey;
      cache.setQueryData(firstPage, { ...detail, rows: detail.rows.slice(0, PLAN_PAGE_SIZE) });
      void cache.invalidateQueries({ queryKey: ['plans'] });
      const { alreadyImportedAt } = detail;
      void navigate(`/ke-hoach/${encodeURIComponent(detail.plan.id)}`, { state: { alreadyImportedAt } });
    },
  });
  const uploadOnce = useSingleFlight(upload);
  return (
    <section className="plan-upload" aria-label="Nhập kế hoạch mới">
      <Upload.Dragger
        accept={accepted.join(',')}
        showUploadList={false}
        disabled={upload.isPending}
        customRequest={({ file }) => uploadOnce({ file: file as File, again: false })}
      >
        <div className="upload-line">
          <InboxOutlined className="upload-icon" aria-hidden="true" />
          <div>
            <strong>
              {upload.isPending ? `Đang nhập «${upload.variables.file.name}»` : 'Nhập kế hoạch từ tệp Word hoặc Excel'}
            </strong>
            <span className="muted">
              {upload.isPending
                ? progressWords(percent)
                : 'Kéo tệp vào đây hoặc bấm để chọn (.docx, .xlsx, .csv). Nhập xong chưa giao việc ngay.'}
            </span>
          </div>
        </div>
        {upload.isPending && <Progress percent={percent} showInfo={false} status="active" />}
      </Upload.Dragger>
      {upload.error && (
        <div className="upload-problem">
          <ProblemNotice thrown={upload.error}>
            <PublishedBefore
              thrown={upload.error}
              onAgain={() => upload.variables && uploadOnce({ ...upload.variables, again: true })}
            />
          </ProblemNotice>
        </div>
      )}
    </section>
  );
}

/** The content was given out before: look at that plan, or say that a second one is meant. */
function PublishedBefore({ thrown, onAgain }: { thrown: unknown; onAgain: () => void }) {
  const { code, href } = ProblemError.from(thrown);
  if (code !== 'plan-published-before') return null;
  return (
    <>
      {href && <Link to={href}>Mở kế hoạch đã giao</Link>}
      <Button onClick={onAgain}>Vẫn nhập thành bản nháp mới</Button>
    </>
  );
}

function progressWords(percent: number): string {
  return percent < 100 ? `Đang gửi tệp lên: ${percent}%` : 'Đã gửi xong, đang đọc bảng kế hoạch…';
}

function refuseOtherFiles(file: File): void {
  if (accepted.some((ending) => file.name.toLowerCase().endsWith(ending))) return;
  throw new ProblemError({
    status: 422,
    title: 'Không đọc được loại tệp này',
    detail: `Tệp «${file.name}» không phải .docx, .xlsx hoặc .csv. Nếu là tệp .doc hay .xls cũ, mở bằng Word hoặc Excel rồi lưu lại thành .docx hoặc .xlsx; nếu là bản quét, cần bản gốc có bảng.`,
  });
}
