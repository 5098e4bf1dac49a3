import { Table, type TableColumnsType, type TableProps } from 'antd';
import { Link } from 'react-router';
import type { AssignmentRow } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatDate } from '../../dates/format-date.ts';
import { DueStanding } from '../../ui/due-standing.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { fieldWords } from '../../words/field-words.ts';
import { natureWords } from '../../words/nature-words.ts';
import type { AssignmentFilter } from './use-assignment-filter.ts';
import type { Chosen } from './use-chosen.ts';

type Sort = AssignmentFilter['sort'];

/** The list at a desk. */
export function AssignmentTable(props: {
  assignments: AssignmentRow[];
  sort: Sort;
  change: (changes: Partial<AssignmentFilter>) => void;
  /** Left out = nothing can be done to several rows. */
  chosen?: Chosen | undefined;
}) {
  const { today } = useMeta();
  const sort = props.sort ?? 'due';
  return (
    <Table<AssignmentRow>
      className="assignment-table"
      rowKey="id"
      columns={columns(sort, today)}
      dataSource={props.assignments}
      pagination={false}
      {...(props.chosen && { rowSelection: selectionOf(props.chosen) })}
      showSorterTooltip={false}
      onChange={(_pages, _filters, sorter) =>
        props.change({ sort: sortOf(Array.isArray(sorter) ? sorter[0] : sorter) })
      }
    />
  );
}

function selectionOf({ chosen, choose }: Chosen): NonNullable<TableProps<AssignmentRow>['rowSelection']> {
  return {
    selectedRowKeys: [...chosen.keys()],
    preserveSelectedRowKeys: true,
    columnWidth: 44,
    onSelect: (row, isChosen) => choose([row], isChosen),
    onSelectAll: (isChosen, _rows, changed) => choose(changed, isChosen),
    getTitleCheckboxProps: () => ({ 'aria-label': 'Chọn mọi việc của trang này' }) as object,
    getCheckboxProps: ({ title }) => ({ 'aria-label': `Chọn: ${title}` }) as object,
  };
}

function columns(sort: Sort, today: string): TableColumnsType<AssignmentRow> {
  return [
    { title: 'Công việc', key: 'title', render: (_, assignment) => <Work assignment={assignment} /> },
    {
      title: 'Cơ quan chủ trì',
      key: 'agency',
      width: 210,
      dataIndex: 'agencyName',
      sorter: true,
      sortDirections: ['ascend'],
      sortOrder: sort === 'agency' ? 'ascend' : null,
    },
    {
      title: 'Thời hạn',
      key: 'due',
      width: 135,
      sorter: true,
      sortOrder: sort === 'due' ? 'ascend' : sort === '-due' ? 'descend' : null,
      render: (_, { due, nature }) =>
        due ? <span className="number">{formatDate(due)}</span> : <span className="muted">{natureWords[nature]}</span>,
    },
    {
      title: 'Còn lại / chậm',
      key: 'daysLate',
      width: 190,
      sorter: true,
      sortDirections: ['descend'],
      sortOrder: sort === 'daysLate' ? 'descend' : null,
      render: (_, assignment) => <DueStanding assignment={assignment} today={today} />,
    },
    {
      title: 'Trạng thái',
      key: 'status',
      width: 210,
      render: (_, { status }) => <StatusTag status={status} />,
    },
  ];
}

function Work({ assignment }: { assignment: AssignmentRow }) {
  return (
    <>
      <Link to={`/viec/${encodeURIComponent(assignment.id)}`} className="assignment-title" data-row="">
        {assignment.title}
      </Link>
      {assignment.label && <span className="assignment-label">{assignment.label}</span>}
      {assignment.fieldTitle && (
        <span className="assignment-field">{fieldWords(assignment.fieldCode, assignment.fieldTitle)}</span>
      )}
    </>
  );
}

function sortOf(sorter?: { columnKey?: unknown; order?: 'ascend' | 'descend' | null }): Sort {
  if (!sorter?.order) return undefined;
  if (sorter.columnKey === 'agency' || sorter.columnKey === 'daysLate') return sorter.columnKey;
  return sorter.order === 'descend' ? '-due' : undefined;
}
