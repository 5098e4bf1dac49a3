import { useQuery } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { MemberOffice } from '../../api/types.ts';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AddOfficeDialog, SenderAddressDialog } from './office-dialogs.tsx';

/** Which offices share the installation, how large each is, and the way in for another. */
export function OfficesPanel() {
  const { message } = App.useApp();
  const offices = useQuery(queries.offices());
  const [isAdding, setAdding] = useState(false);
  const [addressOf, setAddressOf] = useState<MemberOffice | null>(null);
  return (
    <Panel title="Cơ quan trong hệ thống" aside={<Button onClick={() => setAdding(true)}>Thêm cơ quan</Button>}>
      <QueryView query={offices} skeleton={<Skeleton active />}>
        {(list) => (
          <ul className="account-list office-list">
            {list.map((office) => (
              <li key={office.id}>
                <div>
                  <strong className="office-name">{office.name}</strong>
                  <span className="muted small">
                    {office.people} người trong danh bạ, {office.openWork} việc chưa xong; thư gửi từ{' '}
                    {office.senderAddress ?? 'địa chỉ chung của hệ thống'}
                  </span>
                </div>
                <Button
                  size="small"
                  aria-label={`Địa chỉ gửi thư của ${office.name}`}
                  onClick={() => setAddressOf(office)}
                >
                  Địa chỉ gửi thư
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      {isAdding && (
        <AddOfficeDialog
          onClose={() => setAdding(false)}
          onAdded={({ name, officer }) => void message.success(`Đã thêm ${name} và mời ${officer.email}.`)}
        />
      )}
      {addressOf !== null && (
        <SenderAddressDialog
          office={addressOf}
          onClose={() => setAddressOf(null)}
          onSaved={() => void message.success('Đã lưu.')}
        />
      )}
    </Panel>
  );
}
