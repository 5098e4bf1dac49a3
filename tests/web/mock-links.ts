// The signed links of the made-up office.
import type { AssignmentCommand, AssignmentRow } from '#contracts/assignment.ts';
import { ERROR_CODES } from '#contracts/error-codes.ts';
import type { LinkView } from '#contracts/link-views.ts';
import { answerRefusalWords } from '#domain/answer/may-answer.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { addDays } from '#domain/calendar/local-date.ts';
import { MOCK_LIMITS } from './mock-evidence.ts';
import { allowedOf, detailOf, TODAY, vn, type World } from './mock-world.ts';
import { Refusal } from './refusal.ts';

/** `nhan-viec`, `bao-cao`, `tra-lai`, `da-dung`, `het-han`, `da-chuyen`, `xem`; any other is unknown. */
export function createLinks(world: World, command: (row: AssignmentRow, body: AssignmentCommand) => unknown) {
  const open = (status: AssignmentRow['status'], nth = 0) =>
    world.assignments.filter((row) => row.status === status && row.due)[nth];
  const unused = { usedAt: null, expiresAt: instantOf('2099-01-01T00:00:00Z'), returnReason: null };
  const made: Record<
    string,
    Pick<LinkView, 'action' | 'usedAt' | 'expiresAt' | 'returnReason'> & { row: AssignmentRow | undefined }
  > = {
    'nhan-viec': {
      action: 'acknowledge',
      usedAt: null,
      expiresAt: instantOf('2099-01-01T00:00:00Z'),
      returnReason: null,
      row: open('assigned'),
    },
    'bao-cao': {
      action: 'report',
      ...unused,
      row: open('in-progress'),
    },
    'tra-lai': {
      action: 'report',
      usedAt: null,
      expiresAt: instantOf('2099-01-01T00:00:00Z'),
      returnReason: 'Chưa gửi kèm văn bản đã ký.',
      row: open('in-progress', 1),
    },
    'da-dung': {
      action: 'acknowledge',
      usedAt: instantOf('2026-11-19T02:12:00Z'),
      expiresAt: instantOf('2099-01-01T00:00:00Z'),
      returnReason: null,
      row: open('in-progress', 2),
    },
    'het-han': {
      action: 'acknowledge',
      usedAt: null,
      expiresAt: instantOf('2026-03-01T00:00:00Z'),
      returnReason: null,
      row: open('assigned', 1),
    },
    'da-chuyen': {
      action: 'report',
      ...unused,
      row: open('assigned', 2),
    },
    xem: {
      action: 'view',
      ...unused,
      row: open('assigned', 2),
    },
  };
  const view = (token: string): LinkView => {
    const link = made[token];
    if (!link?.row)
      throw new Refusal({
        status: 404,
        title: 'Đường dẫn không đúng',
        detail: 'Chữ ký của đường dẫn không khớp.',
        code: 'link-unknown',
      });
    if (token === 'da-chuyen')
      throw new Refusal({
        status: 403,
        title: ERROR_CODES['link-holder-changed'].title,
        detail: answerRefusalWords('person-gone'),
        code: 'link-holder-changed',
      });
    const { row, ...rest } = link;
    return {
      ...rest,
      contactName: 'Trần Văn Minh',
      assignment: row,
      products: detailOf(world, row).row.products,
      explanation: `Kế hoạch ghi “${detailOf(world, row).row.deadlineText}”: ngày cuối là ${vn(row.due ?? addDays(TODAY, 5))}.`,
      allowed: allowedOf(row),
      evidence: MOCK_LIMITS,
    };
  };
  const use = (token: string, body: AssignmentCommand): LinkView => {
    const before = view(token);
    if (before.usedAt)
      throw new Refusal({
        status: 409,
        title: 'Đường dẫn đã được dùng',
        detail: 'Việc đã được ghi nhận.',
        code: 'link-used',
      });
    command(before.assignment, body);
    const link = made[token];
    if (link) link.usedAt = instantOf(`${TODAY}T02:30:00Z`);
    return view(token);
  };
  return { view, use };
}
