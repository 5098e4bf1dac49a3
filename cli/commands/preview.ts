// `dondoc preview` and `dondoc rehearse`: the same lists, one from the pure journey, one from the real engine.
import type { Command } from 'commander';
import { loadEnv } from '#config/env.ts';
import { toClock, toLocalDate } from '#domain/calendar/local-time.ts';
import { buildPreview, type Preview } from '#domain/preview.ts';
import { type JourneyOptions, readJourneyInput } from '../journey-input.ts';
import { issueLine } from '../refuse.ts';

/** Adds both commands. */
export function registerPreview(program: Command): void {
  describe(program.command('preview'), 'in mọi lời nhắc sẽ gửi nếu không ai trả lời').action(
    async (file: string, options: JourneyOptions) => {
      const input = await readJourneyInput(file, options);
      print(buildPreview(input), options, input.calendar.zone);
    },
  );
  describe(program.command('rehearse'), 'diễn tập kế hoạch trên bộ máy thật, thời gian được tua nhanh').action(
    async (file: string, options: JourneyOptions) => {
      const input = await readJourneyInput(file, options);
      const { rehearseOnOwnServers } = await import('#rehearsal/rehearse-on-own-servers.ts');
      const say = (line: string) => void process.stderr.write(`${line}\n`);
      print(await rehearseOnOwnServers(input, { cacheDir: loadEnv().cacheDir, say }), options, input.calendar.zone);
      process.exit(0);
    },
  );
}

function describe(command: Command, description: string): Command {
  return command
    .description(description)
    .argument('<file>', 'tệp kế hoạch .docx, .xlsx hoặc .csv')
    .option('--roster <file>', 'danh bạ do «dondoc roster export» in ra')
    .option('--as-of <instant>', 'thời điểm giao việc, ví dụ 2026-01-05T08:00:00+07:00')
    .option('--year <years>', 'năm hoặc giai đoạn của kế hoạch khi tệp không nói rõ: 2026 hoặc 2026-2030')
    .option('--issued-on <date>', 'ngày của văn bản, ví dụ 2026-01-05')
    .option('--json', 'in kết quả dạng JSON');
}

function print(preview: Preview, options: JourneyOptions, zone: string): void {
  for (const issue of preview.issues) process.stderr.write(`- ${issueLine(issue)}\n`);
  process.stdout.write(options.json ? `${JSON.stringify(preview, null, 2)}\n` : toTimetable(preview, zone));
}

/** The reminders by day, for reading at a terminal. */
function toTimetable({ assignments, reminders }: Preview, zone: string): string {
  const lines = [`${assignments.length} việc, ${reminders.length} lượt nhắc`];
  let day = '';
  for (const { at, recipient, subject, assignment } of reminders) {
    const date = toLocalDate(at, zone).split('-').reverse().join('/');
    if (date !== day) {
      day = date;
      lines.push('', date);
    }
    lines.push(`  ${toClock(at, zone)}  ${recipient}  ${subject}  [${assignment}]`);
  }
  return `${lines.join('\n')}\n`;
}
