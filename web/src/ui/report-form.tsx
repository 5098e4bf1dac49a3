import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { AssignmentCommand } from '../api/types.ts';
import { completeUrl } from '../commands/complete-url.ts';
import { composeCommand } from '../commands/compose-command.ts';
import { localDateOf } from '../dates/format-instant.ts';
import { EvidenceField } from './evidence-field.tsx';
import './report-form.css';

type Refusals = { note?: string; evidenceUrl?: string; files?: string };

const OPEN_FILES = {
  sending: 'Còn tệp đang tải lên. Chờ tải xong rồi gửi.',
  failed: 'Có tệp chưa tải được. Bấm “Thử lại” hoặc bỏ tệp đó rồi gửi.',
};

/** The report as plain fields: light, and what a phone's keyboard knows best. Refuses an empty result before anything is sent. */
export function ReportForm(props: {
  /** Why the report before was returned. */
  returnReason: string | null;
  /** Where its files go, from `/api` on. */
  uploadTo: string;
  limits: { fileBytes: number; files: number };
  pending: boolean;
  onSend: (command: AssignmentCommand) => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState<Refusals>({});
  const [files, setFiles] = useState<{ ids: string[]; open: 'sending' | 'failed' | null }>({ ids: [], open: null });
  const today = localDateOf(Date.now());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const found = { ...refuse(fields), ...(files.open && { files: OPEN_FILES[files.open] }) };
    setRefusals(found);
    const first = Object.keys(found)[0];
    if (first) form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    else props.onSend(composeCommand('report', { ...fields, files: files.ids }, today));
  };
  return (
    <form ref={form} className="link-form" onSubmit={submit} noValidate>
      <h2>Báo cáo kết quả</h2>
      {props.returnReason && (
        <p className="link-returned">
          <strong>Báo cáo trước đã được trả lại:</strong> {props.returnReason}
        </p>
      )}
      <Field name="note" label="Kết quả thực hiện (bắt buộc)" refusal={refusals.note}>
        {(aria) => <textarea {...aria} rows={4} maxLength={4000} placeholder="Ví dụ: đã ban hành kế hoạch" />}
      </Field>
      <Field name="documentNumber" label="Số, ký hiệu văn bản">
        {(aria) => <input {...aria} maxLength={200} placeholder="125/KH-UBND" autoComplete="off" />}
      </Field>
      <Field name="evidenceUrl" label="Đường dẫn đến văn bản" refusal={refusals.evidenceUrl}>
        {(aria) => <input {...aria} inputMode="url" autoCapitalize="off" placeholder="https://" />}
      </Field>
      <EvidenceField
        uploadTo={props.uploadTo}
        limits={props.limits}
        onChange={(ids, open) => setFiles({ ids, open })}
      />
      {refusals.files && files.open && (
        <p className="link-refusal" role="alert">
          {refusals.files}
        </p>
      )}
      <button type="submit" className="link-button" disabled={props.pending}>
        {props.pending ? 'Đang gửi…' : 'Gửi báo cáo'}
      </button>
    </form>
  );
}

interface Aria {
  id: string;
  name: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

function Field(props: { name: string; label: string; refusal?: string; children: (aria: Aria) => ReactNode }) {
  const id = `link-${props.name}`;
  return (
    <div className="link-field">
      <label htmlFor={id}>{props.label}</label>
      {props.children({
        id,
        name: props.name,
        'aria-invalid': props.refusal !== undefined,
        'aria-describedby': props.refusal ? `${id}-refusal` : undefined,
      })}
      {props.refusal && (
        <p className="link-refusal" id={`${id}-refusal`}>
          {props.refusal}
        </p>
      )}
    </div>
  );
}

function refuse(fields: Record<string, string>): Refusals {
  const found: Refusals = {};
  if (!fields.note?.trim()) found.note = 'Ghi kết quả thực hiện trước khi gửi.';
  if (fields.evidenceUrl?.trim() && completeUrl(fields.evidenceUrl) === null) {
    found.evidenceUrl = 'Đường dẫn chưa đúng, ví dụ: https://tuky.gov.vn/van-ban/125';
  }
  return found;
}
