import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { usePlanChoices } from '../../api/use-plan-choices.ts';
import { useMeta } from '../../app/use-meta.ts';
import { hasWords } from '../../ui/plain-text.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { fieldWords } from '../../words/field-words.ts';

export interface Found {
  id: string;
  words: string;
  aside?: string;
  to: string;
}

export interface FoundGroup {
  title: string;
  items: Found[];
}

const SHOWN = 6;
const QUIET_MS = 200;

const PAGES: (Found & { right?: string; also?: string })[] = [
  { id: 'p1', words: 'Tổng quan', to: '/' },
  { id: 'p2', words: 'Việc được giao', to: '/viec' },
  { id: 'p3', words: 'Kế hoạch', to: '/ke-hoach', right: 'list-plans' },
  { id: 'p4', words: 'Báo cáo quá hạn', to: '/bao-cao', right: 'report-overdue' },
  { id: 'p10', words: 'Danh bạ', to: '/danh-ba', right: 'see-roster', also: 'thiết lập cơ quan người' },
  { id: 'p5', words: 'Kênh gửi', to: '/kenh-gui', right: 'see-channels' },
  { id: 'p6', words: 'Nhật ký', to: '/nhat-ky', right: 'list-audit-events', also: 'kiểm toán sổ' },
  { id: 'p7', words: 'Quản trị', to: '/quan-tri', right: 'see-installation', also: 'phiên khóa tình trạng' },
  { id: 'p8', words: 'Người dùng', to: '/nguoi-dung', right: 'list-accounts' },
  { id: 'p9', words: 'Tài khoản của tôi', to: '/tai-khoan', also: 'mật khẩu phiên khóa' },
];

const ACTIONS: (Found & { right?: string })[] = [
  { id: 'a1', words: 'Nhập kế hoạch mới', to: '/ke-hoach', right: 'import-plan' },
  { id: 'a2', words: 'Xem việc quá hạn', to: '/viec?dueState=open-overdue&sort=daysLate' },
  { id: 'a3', words: 'Xem báo cáo chờ xác nhận', to: '/viec?status=reported' },
  { id: 'a4', words: 'Xem việc chưa tiếp nhận', to: '/viec?status=assigned' },
  { id: 'a5', words: 'Mời người dùng', to: '/nguoi-dung', right: 'invite-account' },
  { id: 'a6', words: 'Kiểm tra sổ nhật ký', to: '/nhat-ky', right: 'verify-audit' },
];

/** What the typed words find, with marks or without: pages and actions at once, plans and agencies of what is at hand, work from the server. */
export function useFound(typed: string): { groups: FoundGroup[]; isSearching: boolean } {
  const may = useMay();
  const { agencies, fields } = useMeta();
  const plans = usePlanChoices() ?? [];
  const q = useDebounced(typed.trim(), QUIET_MS);
  const work = useQuery({ ...queries.assignments({ q, pageSize: SHOWN }), enabled: q.length > 1 });
  const isOpen = ({ right }: { right?: string }) => right === undefined || may(right);
  const first = (items: Found[]) => items.slice(0, SHOWN);
  const named = (title: string, all: Found[]): FoundGroup => ({
    title,
    items: typed.trim() === '' ? [] : first(all.filter(({ words }) => hasWords(words, typed))),
  });
  const groups: FoundGroup[] = [
    {
      title: 'Trang',
      items: PAGES.filter(isOpen).filter(({ words, also = '' }) => hasWords(`${words} ${also}`, typed)),
    },
    { title: 'Thao tác', items: ACTIONS.filter(isOpen).filter(({ words }) => hasWords(words, typed)) },
    {
      title: 'Việc',
      items:
        q.length > 1
          ? (work.data?.items ?? []).map(({ id, title, agencyName }) => ({
              id,
              words: title,
              aside: agencyName,
              to: `/viec/${encodeURIComponent(id)}`,
            }))
          : [],
    },
    named(
      'Kế hoạch',
      plans.map(({ id, title }) => ({ id, words: title, to: `/ke-hoach/${encodeURIComponent(id)}` })),
    ),
    named(
      'Việc của cơ quan',
      agencies.map(({ id, name }) => ({ id, words: name, to: `/viec?agency=${encodeURIComponent(id)}` })),
    ),
    named(
      'Việc của lĩnh vực',
      fields.map(({ code, title }) => ({
        id: code,
        words: fieldWords(code, title),
        to: `/viec?field=${encodeURIComponent(code)}`,
      })),
    ),
  ];
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    isSearching: q !== typed.trim() || (q.length > 1 && work.isFetching),
  };
}
