import { Button, Modal, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/problem-error.ts';
import { ProblemNotice } from './problem-notice.tsx';
import './try-dialog.css';

interface Asked<Impact> {
  data?: Impact | undefined;
  error: unknown;
  isPending: boolean;
  reset: () => void;
}

/**
 * A change in two steps: what somebody wants, then what it would do to open work, and only then the button that saves. Going back keeps
 * what was typed.
 */
export function TryDialog<Impact>(props: {
  title: string;
  formId: string;
  tried: Asked<Impact>;
  saving: { error: unknown; isPending: boolean; reset: () => void };
  /** Sees again what the change would do, after somebody else changed what it stands on. */
  onTryAgain: () => void;
  onSave: (isMeant: boolean) => void;
  onClose: () => void;
  /** Why the change should not be saved lightly; null = nothing speaks against it. */
  warnsOf?: (impact: Impact) => string | null;
  isNothing?: (impact: Impact) => boolean;
  view: (impact: Impact) => ReactNode;
  width?: number;
  children: ReactNode;
}) {
  const { tried, saving } = props;
  const impact = tried.data;
  const isTried = impact !== undefined || tried.isPending;
  return (
    <Modal
      open
      title={props.title}
      width={props.width ?? 640}
      mask={{ closable: false }}
      onCancel={props.onClose}
      footer={isTried ? <TriedButtons {...props} /> : <FormButtons formId={props.formId} onClose={props.onClose} />}
    >
      {tried.error !== null && <ProblemNotice thrown={tried.error} />}
      {saving.error !== null && (
        <ProblemNotice thrown={saving.error}>
          {ProblemError.from(saving.error).code === 'changed-meanwhile' && (
            <Button onClick={props.onTryAgain}>Xem lại trên bản hiện nay</Button>
          )}
        </ProblemNotice>
      )}
      <div hidden={isTried}>{props.children}</div>
      {tried.isPending && (
        <div aria-busy="true">
          <p className="muted">Đang thử trên các việc đang mở…</p>
          <Skeleton active paragraph={{ rows: 4 }} />
        </div>
      )}
      {impact !== undefined && <div className="tried">{props.view(impact)}</div>}
    </Modal>
  );
}

function FormButtons({ formId, onClose }: { formId: string; onClose: () => void }) {
  return (
    <>
      <Button onClick={onClose}>Đóng</Button>
      <Button type="primary" htmlType="submit" form={formId}>
        Xem tác động
      </Button>
    </>
  );
}

function TriedButtons<Impact>(props: {
  tried: Asked<Impact>;
  saving: { isPending: boolean; reset: () => void };
  onSave: (isMeant: boolean) => void;
  warnsOf?: (impact: Impact) => string | null;
  isNothing?: (impact: Impact) => boolean;
}) {
  const { tried, saving } = props;
  const impact = tried.data;
  const warning = impact === undefined ? null : (props.warnsOf?.(impact) ?? null);
  const back = () => {
    tried.reset();
    saving.reset();
  };
  return (
    <>
      <Button onClick={back} disabled={saving.isPending}>
        Sửa tiếp
      </Button>
      <Button
        type="primary"
        danger={warning !== null}
        disabled={impact === undefined || (props.isNothing?.(impact) ?? false)}
        loading={saving.isPending}
        onClick={() => props.onSave(warning !== null)}
      >
        {warning ?? 'Lưu'}
      </Button>
    </>
  );
}
