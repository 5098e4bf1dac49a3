import type { Command } from 'commander';
import { registerAccounts } from './accounts.ts';
import { registerAudit } from './audit.ts';
import { registerCalendar } from './calendar.ts';
import { registerDeadlines } from './deadlines.ts';
import { registerIncoming } from './incoming.ts';
import { registerOffices } from './offices.ts';
import { registerPreview } from './preview.ts';
import { registerReadPlan } from './read-plan.ts';
import { registerReconcile } from './reconcile.ts';
import { registerReport } from './report.ts';
import { registerRoster } from './roster.ts';
import { registerWebhooks } from './webhooks.ts';

/** Adds every command to the program; a command's rules live in its own file. */
export function registerCommands(program: Command): void {
  registerDeadlines(program);
  registerReadPlan(program);
  registerPreview(program);
  registerRoster(program);
  registerReport(program);
  registerCalendar(program);
  registerAudit(program);
  registerReconcile(program);
  registerWebhooks(program);
  registerIncoming(program);
  registerAccounts(program);
  registerOffices(program);
}
