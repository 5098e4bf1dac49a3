// The offices of the mock installation, and how letters and reports of the one that is looked at are headed.
import { Letterhead } from '#contracts/letterhead.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { Refusal } from './refusal.ts';

export interface MockOffices {
  list: { id: number; name: string; people: number; openWork: number; senderAddress: string | null }[];
  letterhead: Letterhead;
  version: number;
}

const AT = instantOf(new Date('2026-03-02T02:00:00Z'));

export function createMockOffices(): MockOffices {
  return {
    list: [
      { id: 1, name: 'UBND huyện Tứ Kỳ', people: 48, openWork: 96, senderAddress: null },
      { id: 2, name: 'UBND xã An Thanh', people: 7, openWork: 12, senderAddress: 'don-doc@an-thanh.example' },
    ],
    letterhead: Letterhead.parse({}),
    version: 0,
  };
}

export function officeHandlers({ offices }: { offices: MockOffices }) {
  const view = () => ({ ...offices.letterhead, senderAddress: null, etag: `"letterhead-office-${offices.version}"` });
  return {
    listOffices: () =>
      offices.list.map((office) => ({ ...office, addedAt: AT, etag: `"sender-address-${office.id}-1"` })),
    addOffice: ({ body }: { body: object }) => {
      const { name } = body as { name: string };
      const id = offices.list.length + 1;
      offices.list.push({ id, name, people: 0, openWork: 0, senderAddress: null });
      return { office: id, accountId: `u${id}` };
    },
    setSenderAddress: ({ body }: { body: object }) => {
      const { office, address } = body as { office: number; address: string | null };
      const found = offices.list.find(({ id }) => id === office);
      if (found === undefined) throw new Refusal({ status: 404, title: 'Không có cơ quan này' });
      found.senderAddress = address;
      return { changed: true, etag: `"sender-address-${office}-2"` };
    },
    getLetterhead: view,
    setLetterhead: ({ body }: { body: object }) => {
      offices.letterhead = Letterhead.parse(body);
      offices.version += 1;
      return view();
    },
  };
}
