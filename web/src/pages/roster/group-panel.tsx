import { Button } from 'antd';
import type { RosterView } from '../../api/types.ts';
import { Panel } from '../../ui/panel.tsx';
import { hasEnded, validityWords } from './standing.ts';
import type { WantedEdit } from './wanted-edit.ts';

interface Props {
  view: RosterView;
  edit: ((wanted: WantedEdit) => void) | null;
}

/** Names of plans that stand for several agencies ("các phòng chuyên môn"). */
export function GroupPanel({ view: { roster, today }, edit }: Props) {
  const nameOf = (id: string) => roster.agencies.find((one) => one.id === id)?.name ?? id;
  const groups = roster.groups ?? [];
  return (
    <Panel
      title="Nhóm cơ quan"
      aside={
        edit && (
          <Button size="small" onClick={() => edit({ kind: 'group', group: null })}>
            Thêm nhóm
          </Button>
        )
      }
    >
      {groups.length === 0 && (
        <p className="muted">Chưa có nhóm. Nhóm dùng khi kế hoạch ghi chung, ví dụ «Các phòng chuyên môn».</p>
      )}
      <ul className="groups">
        {groups.map((group) => (
          <li key={group.name} className={hasEnded(group, today) ? 'ended' : undefined}>
            <div>
              <strong>{group.name}</strong>
              <span className="small muted">
                {[
                  `${group.members.length} cơ quan: ${group.members.map(nameOf).join(', ')}`,
                  ...((group.aliases ?? []).length > 0 ? [`tên gọi khác: ${group.aliases?.join('; ')}`] : []),
                  validityWords(group, today),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            {edit && (
              <Button size="small" aria-label={`Sửa nhóm ${group.name}`} onClick={() => edit({ kind: 'group', group })}>
                Sửa
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
