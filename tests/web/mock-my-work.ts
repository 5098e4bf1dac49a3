// All open work of the mock's office, as the page of one person has it; and a draft that is deleted.
import type { MyWork } from '#contracts/link-views.ts';
import type { OwnWork } from '#contracts/own-work.ts';
import { workGroup } from '#domain/assignment/work-group.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { allowedOf, TODAY, type World } from './mock-world.ts';

/** `_opened`: what the token opens besides; one that opens nothing was refused before. */
export function myWorkOf(
  world: World,
  { page, pageSize }: { page: number; pageSize: number },
  _opened: object | null,
): MyWork {
  const open = world.assignments
    .filter(({ status }) => status !== 'verified' && status !== 'withdrawn')
    .sort((a, b) => b.daysLate - a.daysLate || ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1));
  return {
    contactName: 'Trần Văn Minh',
    agencyName: 'Phòng Tư pháp',
    expiresAt: instantOf('2099-01-01T00:00:00Z'),
    today: TODAY,
    total: open.length,
    overdue: open.filter(({ dueState }) => dueState === 'open-overdue').length,
    items: open.slice((page - 1) * pageSize, page * pageSize).map((assignment, n) => ({
      assignment,
      own: n % 4 !== 3,
      links: {
        acknowledge: assignment.status === 'assigned' && n % 4 !== 3 ? '/l/nhan-viec' : null,
        report: n % 4 !== 3 ? '/l/bao-cao' : null,
        view: '/l/xem',
      },
    })),
  };
}

/** The same as whoever is signed in sees it, of their own agency. */
export function ownWorkOf(world: World, { page, pageSize }: { page: number; pageSize: number }): OwnWork {
  const open = world.assignments.filter(
    ({ status, agencyId }) => status !== 'verified' && status !== 'withdrawn' && agencyId === world.clerk?.id,
  );
  return {
    agencies: world.clerk ? [world.clerk.name] : [],
    today: TODAY,
    total: open.length,
    overdue: open.filter(({ dueState }) => dueState === 'open-overdue').length,
    items: open.slice((page - 1) * pageSize, page * pageSize).map((assignment) => {
      const returned = world.reports.get(assignment.id)?.at(-1)?.outcome === 'returned';
      return {
        assignment,
        group: workGroup({ ...assignment, isReturned: returned }, TODAY),
        products: ['Kế hoạch'],
        allowed: allowedOf(assignment).filter((command) => command === 'acknowledge' || command === 'report'),
        returnReason: returned ? 'Thiếu văn bản kèm theo' : null,
      };
    }),
  };
}

export function deleteDraft(world: World, plan: World['plans'][number]): { rows: number } {
  world.plans.splice(world.plans.indexOf(plan), 1);
  return { rows: plan.rows };
}
