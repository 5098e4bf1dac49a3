import type { Command } from 'commander';
import { type Database, FIRST_OFFICE, forOffice } from '#store/database.ts';
import { hasOffice } from '#store/member-office-store.ts';

let chosen = FIRST_OFFICE;

/** `--office <số>` with any command: it then sees and does what it says in that office. */
export function registerOffice(program: Command): void {
  program.option(
    '--office <số>',
    'làm việc tại cơ quan này (xem «dondoc offices list»); không nêu thì cơ quan thứ nhất',
  );
  program.hook('preAction', () => {
    const { office } = program.opts<{ office?: string }>();
    if (office !== undefined) chosen = /^[1-9]\d{0,8}$/.test(office) ? Number(office) : Number.NaN;
  });
}

/** Which office the command is for. */
export function chosenOffice(): number {
  return chosen;
}

/** The office of the command in this installation. @throws in Vietnamese when there is none of that number. */
export async function ofChosenOffice(first: Database): Promise<Database> {
  if (chosen === FIRST_OFFICE) return first;
  if (Number.isSafeInteger(chosen) && (await hasOffice(first, chosen))) return forOffice(first, chosen);
  throw new Error('Không có cơ quan nào có số nêu sau --office. Xem các cơ quan: dondoc offices list.');
}
