import { Button } from 'antd';
import type { RosterView } from '../../api/types.ts';
import { Panel } from '../../ui/panel.tsx';
import type { WantedEdit } from './wanted-edit.ts';

interface Props {
  view: RosterView;
  edit: ((wanted: WantedEdit) => void) | null;
}

/** Who is asked next when nobody answers: field leads, the standing agency, the office, the chairman. */
export function ChainPanel({ view: { roster, fields }, edit }: Props) {
  const agency = (id: string | null | undefined) => roster.agencies.find((one) => one.id === id)?.name ?? 'chưa khai';
  const chairman = roster.contacts.find(({ id }) => id === roster.chairman)?.name ?? 'chưa khai';
  const title = (code: string) => fields.find((field) => field.code === code)?.title;
  return (
    <Panel
      title="Cấp báo cáo"
      aside={
        edit && (
          <Button size="small" aria-label="Sửa cấp báo cáo" onClick={() => edit({ kind: 'chain' })}>
            Sửa
          </Button>
        )
      }
    >
      <dl className="chain">
        <dt>Cơ quan thường trực</dt>
        <dd>{agency(roster.standingAgency)}</dd>
        <dt>Văn phòng</dt>
        <dd>{agency(roster.chairmanOffice)}</dd>
        <dt>Chủ tịch</dt>
        <dd>{chairman}</dd>
        {(roster.fieldLeads ?? []).map(({ field, agency: id }) => (
          <div key={field} className="chain-field">
            <dt>
              {title(field) ?? 'Lĩnh vực'} <span className="muted">({field})</span>
            </dt>
            <dd>{agency(id)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
