import { Button, Pagination } from 'antd';
import { useMemo, useState } from 'react';
import type { RosterAgency, RosterContact, RosterView } from '../../api/types.ts';
import { useIsPhone } from '../../app/use-is-phone.ts';
import { useChannelWords } from '../../app/use-meta.ts';
import { formatDate } from '../../dates/format-date.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { hasEnded, leaveOf, ROLE_CHOICES, validityWords } from './standing.ts';
import type { WantedEdit } from './wanted-edit.ts';

const [DESK_PAGE_SIZE, PHONE_PAGE_SIZE] = [20, 8];

interface Props {
  view: RosterView;
  search: string;
  /** Null = only to look at. */
  edit: ((wanted: WantedEdit) => void) | null;
}

interface Listed {
  agency: RosterAgency;
  people: RosterContact[];
}

/** Agencies with their people, those that hold first; what is searched for is found with and without marks. */
export function AgencyList({ view, search, edit }: Props) {
  const pageSize = useIsPhone() ? PHONE_PAGE_SIZE : DESK_PAGE_SIZE;
  const [page, setPage] = useState(1);
  const found = useMemo(() => find(view, search), [view, search]);
  const last = Math.max(1, Math.ceil(found.length / pageSize));
  const shown = Math.min(page, last);
  if (found.length === 0)
    return <EmptyNotice>{search ? `Không có ai khớp với “${search}”.` : 'Danh bạ chưa có cơ quan nào.'}</EmptyNotice>;
  return (
    <>
      <ul className="agency-list">
        {found.slice((shown - 1) * pageSize, shown * pageSize).map((listed) => (
          <AgencyEntry key={listed.agency.id} listed={listed} view={view} edit={edit} />
        ))}
      </ul>
      {found.length > pageSize && (
        <Pagination
          className="list-pages"
          align="end"
          current={shown}
          total={found.length}
          pageSize={pageSize}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}

/** Every word that was typed stands somewhere in the agency or in one of its people. */
function find({ roster, today }: RosterView, search: string): Listed[] {
  const words = plainText(search).split(/\s+/).filter(Boolean);
  const fits = (texts: (string | null | undefined)[]) => {
    const text = plainText(texts.filter(Boolean).join(' '));
    return words.every((word) => text.includes(word));
  };
  const people = new Map<string, RosterContact[]>();
  for (const contact of roster.contacts) people.set(contact.agency, [...(people.get(contact.agency) ?? []), contact]);
  return roster.agencies
    .map((agency): Listed => ({ agency, people: people.get(agency.id) ?? [] }))
    .flatMap(({ agency, people: own }) => {
      const names = [agency.name, ...(agency.aliases ?? [])];
      if (fits(names)) return [{ agency, people: own }];
      const some = own.filter(({ name, position, email, phone }) => fits([...names, name, position, email, phone]));
      return some.length > 0 ? [{ agency, people: some }] : [];
    })
    .sort(
      (a, b) =>
        Number(hasEnded(a.agency, today)) - Number(hasEnded(b.agency, today)) ||
        a.agency.name.localeCompare(b.agency.name, 'vi'),
    );
}

function AgencyEntry({ listed: { agency, people }, view, edit }: { listed: Listed } & Pick<Props, 'view' | 'edit'>) {
  const { today, open } = view;
  const validity = validityWords(agency, today);
  const office = view.offices.find(({ id }) => id === agency.memberOffice);
  const works = open[agency.id] ?? 0;
  const present = people.filter((one) => !hasEnded(one, today));
  return (
    <li className={hasEnded(agency, today) ? 'agency ended' : 'agency'}>
      <div className="agency-head">
        <div>
          <h3>{agency.name}</h3>
          <p className="muted small">
            {[
              works > 0 ? `${works} việc đang mở` : 'không có việc đang mở',
              ...(validity ? [validity] : []),
              ...(office ? [`là «${office.name}» trong hệ thống`] : []),
              ...((agency.aliases ?? []).length > 0 ? [`tên gọi khác: ${agency.aliases?.join('; ')}`] : []),
            ].join(' · ')}
          </p>
        </div>
        {edit && (
          <div className="agency-acts">
            <Button size="small" aria-label={`Sửa ${agency.name}`} onClick={() => edit({ kind: 'agency', agency })}>
              Sửa
            </Button>
            {!hasEnded(agency, today) && (
              <>
                <Button
                  size="small"
                  aria-label={`Sáp nhập ${agency.name} vào cơ quan khác`}
                  onClick={() => edit({ kind: 'merge', agency })}
                >
                  Sáp nhập
                </Button>
                <Button
                  size="small"
                  aria-label={`Thêm người của ${agency.name}`}
                  onClick={() => edit({ kind: 'person', person: null, agencyId: agency.id })}
                >
                  Thêm người
                </Button>
              </>
            )}
          </div>
        )}
      </div>
      {present.length === 0 && works > 0 && (
        <p className="agency-alone">Chưa có ai nhận lời nhắc về các việc đang mở của cơ quan này.</p>
      )}
      <ul className="people">
        {people.map((person) => (
          <PersonEntry key={person.id} person={person} view={view} edit={edit} />
        ))}
      </ul>
    </li>
  );
}

function PersonEntry({ person, view, edit }: { person: RosterContact } & Pick<Props, 'view' | 'edit'>) {
  const { today, roster } = view;
  const channelWords = useChannelWords();
  const validity = validityWords(person, today);
  const leave = leaveOf(person, today);
  const deputy = roster.contacts.find(({ id }) => id === person.deputy);
  const role = ROLE_CHOICES.find(({ value }) => value === person.role)?.label;
  const addresses = [person.email, person.phone].filter(Boolean);
  return (
    <li className={hasEnded(person, today) ? 'person ended' : 'person'}>
      <div className="person-who">
        <strong>{person.name}</strong>
        <span className="muted small">{[person.position, role].filter(Boolean).join(' · ')}</span>
        <span className="small person-addresses">
          {addresses.length > 0 ? addresses.join(' · ') : <span className="person-missing">chưa có địa chỉ</span>}
          <span className="muted">
            {' '}
            · nhận qua {(person.channels ?? []).map(channelWords).join(', ') || 'chưa chọn kênh'}
          </span>
        </span>
        {validity && <span className="small">{validity}</span>}
        {leave && (
          <span className="person-leave small">
            {leave.from <= today ? 'đang nghỉ' : 'sẽ nghỉ'} {formatDate(leave.from)} – {formatDate(leave.to)},{' '}
            {deputy ? `${deputy.name} thay` : 'chưa có người thay'}
          </span>
        )}
      </div>
      {edit && (
        <div className="agency-acts">
          {!hasEnded(person, today) && (
            <Button
              size="small"
              aria-label={`Cho nghỉ: ${person.name}`}
              onClick={() => edit({ kind: 'leave', person })}
            >
              Cho nghỉ
            </Button>
          )}
          <Button
            size="small"
            aria-label={`Sửa ${person.name}`}
            onClick={() => edit({ kind: 'person', person, agencyId: null })}
          >
            Sửa
          </Button>
        </div>
      )}
    </li>
  );
}
