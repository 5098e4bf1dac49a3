import type { AssignmentCommand, CommandName } from '../api/types.ts';
import { completeUrl } from './complete-url.ts';

/** What the fields of a command's form hold. */
export interface CommandForm {
  note?: string;
  reason?: string;
  documentNumber?: string;
  evidenceUrl?: string;
  /** Ids of uploaded files. */
  files?: string[];
  occurredOn?: string | null;
  /** The work was done before it was given out. */
  doneBefore?: boolean;
}

/** The command as the API takes it: empty fields are left out, a date only when it is another day than today. */
export function composeCommand(command: CommandName, form: CommandForm, today: string): AssignmentCommand {
  const backdate = form.occurredOn && form.occurredOn !== today ? { occurredOn: form.occurredOn } : {};
  switch (command) {
    case 'acknowledge':
      return { command, ...backdate };
    case 'report':
      return {
        command,
        note: filled(form.note) ?? '',
        ...(filled(form.documentNumber) && { documentNumber: filled(form.documentNumber) }),
        ...(filled(form.evidenceUrl) && { evidenceUrl: completeUrl(form.evidenceUrl ?? '') }),
        ...(form.files?.length && { files: form.files }),
        ...backdate,
        ...(form.doneBefore && { doneBefore: true }),
      };
    case 'verify':
      return { command, ...(filled(form.note) && { note: filled(form.note) }), ...backdate };
    case 'return':
    case 'withdraw':
      return { command, reason: filled(form.reason) ?? '', ...backdate };
  }
}

function filled(text?: string): string | undefined {
  return text?.trim() || undefined;
}
