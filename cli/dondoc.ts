// The command line: one file per command under commands/, each registers itself here.
// Data goes to stdout, words for people to stderr. Exit 0 done, 1 the input was refused, 2 wrong usage.
import { Command } from 'commander';
import { registerOffice } from './chosen-office.ts';
import { registerCommands } from './commands/index.ts';

// Whoever reads our output may stop early (`| head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// What a library will do without one day is no word for people.
process.noDeprecation = true;

const program = new Command('dondoc')
  .description('dôn đốc: đọc kế hoạch, nhắc việc, lập báo cáo quá hạn')
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
registerCommands(program);
registerOffice(program);
await program.parseAsync();
