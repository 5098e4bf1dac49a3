import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Progress, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemError } from '../../api/problem-error.ts';
import { queries } from '../../api/queries.ts';
import { uploadPlan } from '../../api/upload-plan.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

const accepted = ['.docx', '.xlsx', '.csv'];

/** Takes one plan file, shows how it goes, and opens the draft; a refusal lists everything that is wrong with the file. */
export function PlanUpload() {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [percent, setPercent] = useState(0);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      setPercent(0);
      refuseOtherFiles(file);
      return uploadPlan(file, setPercent);
    },
    onSuccess: (detail) => {
      cache.setQueryData(queries.plan(detail.plan.id).queryKey, detail);
      void cache.invalidateQueries({ queryKey: ['plans'] });
      void navigate(`/ke-hoach/${encodeURIComponent(detail.plan.id)}`);
    },
  });
  return (
    <section className="plan-upload" aria-label="Nhập kế hoạch mới">
      <Upload.Dragger
        accept={accepted.join(',')}
        showUploadList={false}
        disabled={upload.isPending}
        customRequest={({ file }) => upload.mutate(file as File)}
      >
        <div className="upload-line">
          <InboxOutlined className="upload-icon" aria-hidden="true" />
          <div>
            <strong>
              {upload.isPending ? `Đang nhập «${upload.variables.name}»` : 'Nhập kế hoạch từ tệp Word hoặc Excel'}
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
          <ProblemNotice thrown={upload.error} />
        </div>
      )}
    </section>
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
