import { type Reach, RIGHTS, type Row } from './rights-table.ts';
import { ROLE_WORDS, ROLES } from './roles.ts';

/** docs/rights.md: the table of rights as people read it. */
export function rightsDocument(): string {
  const rows = Object.entries<Row>(RIGHTS).map(([right, row]) => {
    const cells = ROLES.map((role) => REACH_WORDS[row[role] ?? 'no']);
    return `| \`${right}\` | ${cells.join(' | ')} |`;
  });
  return [
    '# Who may do what',
    '',
    'Printed from `domain/rights/rights-table.ts` by `npm run docs:rights`; asked in `operations/seam/define-operation.ts` and nowhere else.',
    'What is done to oneself (`see-me`, sessions and keys) needs no role.',
    'What somebody may not see is answered as if it did not exist. A role is held for an agency and as long as its dates say.',
    '',
    `| | ${ROLES.map((role) => ROLE_WORDS[role]).join(' | ')} |`,
    `|---|${ROLES.map(() => '---|').join('')}`,
    ...rows,
    '',
  ].join('\n');
}

const REACH_WORDS: Record<Reach | 'no', string> = {
  all: 'all',
  agency: 'own agency',
  field: 'own fields',
  no: '',
};
