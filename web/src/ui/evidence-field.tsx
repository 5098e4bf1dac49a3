import { type DragEvent, useEffect, useRef, useState } from 'react';
import { ProblemError } from '../api/problem-error.ts';
import { uploadFile } from '../api/upload-file.ts';
import { newActionKey } from '../api/use-action-key.ts';
import './evidence-field.css';

interface Limits {
  fileBytes: number;
  files: number;
}

interface Chosen {
  key: string;
  file: File;
  percent: number;
  /** Set when the server keeps it. */
  id: string | null;
  problem: string | null;
}

const MEGABYTE = 1024 * 1024;
const ACCEPT = '.pdf,.jpg,.jpeg,.png,.heic,.heif,.webp,.tif,.tiff,.docx,.xlsx,.pptx,image/*';

/** Files for a report, each on its way as soon as it is chosen: by drag, from the phone or by its camera. Plain, so that it is light on a phone. */
export function EvidenceField(props: {
  /** Where they go, from `/api` on. */
  uploadTo: string;
  limits: Limits;
  /** The ids that a report can name, and whether another file is still on its way or was refused. */
  onChange: (ids: string[], open: 'sending' | 'failed' | null) => void;
}) {
  const { files, add, retry, remove } = useUploads(props);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };
  const isFull = files.length >= props.limits.files;
  return (
    <fieldset
      className={`evidence ${isOver ? 'evidence-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <legend>Tệp minh chứng</legend>
      {!isFull && (
        <div className="evidence-ways">
          <Way words="Chọn tệp" accept={ACCEPT} onFiles={add} />
          <Way words="Chụp ảnh" accept="image/*" camera onFiles={add} />
          <span className="evidence-drag">hoặc kéo tệp thả vào đây</span>
        </div>
      )}
      <p className="evidence-hint">
        PDF, ảnh, Word, Excel; mỗi tệp đến {Math.floor(props.limits.fileBytes / MEGABYTE)} MB, nhiều nhất{' '}
        {props.limits.files} tệp.
      </p>
      <ul className="evidence-list">
        {files.map((one) => (
          <ChosenFile key={one.key} one={one} onRetry={() => retry(one)} onRemove={() => remove(one.key)} />
        ))}
      </ul>
    </fieldset>
  );
}

function Way(props: { words: string; accept: string; camera?: true; onFiles: (files: File[]) => void }) {
  return (
    <label className="evidence-way">
      {props.words}
      <input
        type="file"
        accept={props.accept}
        multiple={!props.camera}
        {...(props.camera && { capture: 'environment' as const })}
        onChange={({ currentTarget }) => {
          props.onFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again after it was removed.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

function ChosenFile({ one, onRetry, onRemove }: { one: Chosen; onRetry: () => void; onRemove: () => void }) {
  const { file, percent, id, problem } = one;
  return (
    <li className={problem ? 'evidence-failed' : ''}>
      <span className="evidence-name">{file.name}</span>
      <span className="evidence-state" role={problem ? 'alert' : 'status'}>
        {problem ?? (id === null ? `Đang tải lên ${percent}%` : `Đã tải lên · ${sizeWords(file.size)}`)}
      </span>
      {!problem && id === null && <progress max={100} value={percent} aria-label={`Đang tải ${file.name}`} />}
      <span className="evidence-acts">
        {problem && (
          <button type="button" onClick={onRetry}>
            Thử lại
          </button>
        )}
        <button type="button" onClick={onRemove} aria-label={`Bỏ tệp ${file.name}`}>
          Bỏ
        </button>
      </span>
    </li>
  );
}

function useUploads({ uploadTo, limits, onChange }: Parameters<typeof EvidenceField>[0]) {
  const [files, setFiles] = useState<Chosen[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const told = useRef(onChange);
  told.current = onChange;
  useEffect(() => {
    const ids = files.flatMap(({ id }) => id ?? []);
    const isFailed = files.some(({ problem }) => problem !== null);
    const isSending = files.some(({ id, problem }) => id === null && problem === null);
    told.current(ids, isSending ? 'sending' : isFailed ? 'failed' : null);
  }, [files]);
  const change = (key: string, changes: Partial<Chosen>) =>
    setFiles((known) => known.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  const send = ({ key, file }: Pick<Chosen, 'key' | 'file'>) => {
    if (file.size > limits.fileBytes) {
      const most = Math.floor(limits.fileBytes / MEGABYTE);
      return change(key, {
        problem: `Tệp ${sizeWords(file.size)}, lớn hơn giới hạn ${most} MB. Chụp hoặc quét cỡ nhỏ hơn.`,
      });
    }
    const leaving = new AbortController();
    running.current.set(key, leaving);
    // The key of the choice: sent again after an answer that never came, it is the same upload.
    uploadFile<{ id: string }>({
      path: uploadTo,
      file,
      key: { 'Idempotency-Key': key },
      onProgress: (percent) => change(key, { percent }),
      signal: leaving.signal,
    }).then(
      ({ id }) => change(key, { id, percent: 100 }),
      (thrown: unknown) => change(key, { problem: ProblemError.from(thrown).detail ?? 'Chưa tải được tệp.' }),
    );
  };
  const add = (chosen: File[]) => {
    const room = Math.max(0, limits.files - files.length);
    const added = chosen
      .slice(0, room)
      .map((file) => ({ key: newActionKey(), file, percent: 0, id: null, problem: null }));
    setFiles((known) => [...known, ...added]);
    for (const one of added) send(one);
  };
  const retry = ({ key, file }: Chosen) => {
    // A refusal is an answer, and the answer of its key: another try is another upload.
    const next = newActionKey();
    change(key, { key: next, problem: null, percent: 0 });
    setTimeout(() => send({ key: next, file }));
  };
  const remove = (key: string) => {
    running.current.get(key)?.abort();
    setFiles((known) => known.filter((one) => one.key !== key));
  };
  return { files, add, retry, remove };
}

function sizeWords(bytes: number): string {
  if (bytes < MEGABYTE) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / MEGABYTE).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`;
}
