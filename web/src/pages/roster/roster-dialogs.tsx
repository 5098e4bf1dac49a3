import { useState } from 'react';
import type { RosterEdit, RosterView } from '../../api/types.ts';
import { useSaveRoster, useTryRoster } from '../../api/use-roster-changes.ts';
import { TryDialog } from '../../ui/try-dialog.tsx';
import { AgencyForm } from './agency-form.tsx';
import { ChainForm } from './chain-form.tsx';
import { FileForm } from './file-form.tsx';
import { GroupForm } from './group-form.tsx';
import { ImpactView, warningOf } from './impact-view.tsx';
import { LeaveForm } from './leave-form.tsx';
import { MergeForm } from './merge-form.tsx';
import { PersonForm } from './person-form.tsx';
import type { FormProps, WantedEdit } from './wanted-edit.ts';

const FORM_ID = 'roster-form';

/** The form of one change, then what it would do, then save. */
export function RosterDialogs(props: {
  view: RosterView;
  wanted: WantedEdit;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { view, wanted } = props;
  const [edits, setEdits] = useState<RosterEdit[]>([]);
  const tried = useTryRoster();
  const saving = useSaveRoster(view.etag, props.onSaved);
  const onEdits = (wantedEdits: RosterEdit[]) => {
    saving.reset();
    setEdits(wantedEdits);
    tried.mutate(wantedEdits);
  };
  return (
    <TryDialog
      title={titleOf(wanted)}
      formId={FORM_ID}
      tried={tried}
      saving={saving}
      onTryAgain={() => onEdits(edits)}
      onSave={(orphans) => saving.mutate({ edits, orphans })}
      onClose={props.onClose}
      warnsOf={warningOf}
      isNothing={({ changes }) => changes.length === 0}
      view={(impact) => <ImpactView impact={impact} />}
    >
      <Form view={view} wanted={wanted} onEdits={onEdits} />
    </TryDialog>
  );
}

function Form({ view, wanted, onEdits }: { wanted: WantedEdit } & Omit<FormProps, 'formId'>) {
  const common = { formId: FORM_ID, view, onEdits };
  switch (wanted.kind) {
    case 'agency':
      return <AgencyForm {...common} agency={wanted.agency} />;
    case 'merge':
      return <MergeForm {...common} agency={wanted.agency} />;
    case 'person':
      return <PersonForm {...common} person={wanted.person} agencyId={wanted.agencyId} />;
    case 'leave':
      return <LeaveForm {...common} person={wanted.person} />;
    case 'group':
      return <GroupForm {...common} group={wanted.group} />;
    case 'chain':
      return <ChainForm {...common} />;
    case 'file':
      return <FileForm {...common} fileName={wanted.fileName} roster={wanted.roster} />;
  }
}

function titleOf(wanted: WantedEdit): string {
  switch (wanted.kind) {
    case 'agency':
      return wanted.agency === null ? 'Thêm cơ quan' : `Sửa ${wanted.agency.name}`;
    case 'merge':
      return `Sáp nhập ${wanted.agency.name}`;
    case 'person':
      return wanted.person === null ? 'Thêm người' : `Sửa ${wanted.person.name}`;
    case 'leave':
      return `Cho ${wanted.person.name} nghỉ`;
    case 'group':
      return wanted.group === null ? 'Thêm nhóm' : `Sửa nhóm ${wanted.group.name}`;
    case 'chain':
      return 'Sửa cấp báo cáo';
    case 'file':
      return 'Nhập danh bạ từ tệp';
  }
}
