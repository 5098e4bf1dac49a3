// From the bytes of a file to the rows of a plan that can be stored: all that costs time, in one place, for a process of its own.
import { ParsedPlan, type PlanIssue } from '#contracts/plan.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { boundPlan } from './bound-plan.ts';
import { cleanDocument } from './clean-document.ts';
import { fileIssue } from './file-issue.ts';
import { FILE_LIMITS } from './limits.ts';
import { convertOldFonts } from './old-fonts/convert-old-fonts.ts';
import { picturesIssue, readDocument } from './read-document.ts';

/**
 * The plan in a file, every field of it within what the database takes; a file that cannot be read comes back without rows and with
 * all the reasons. Never throws.
 */
export async function readPlan(bytes: Uint8Array, fileName: string): Promise<ParsedPlan> {
  const outcome = await readDocument(bytes, fileName);
  if (!outcome.ok) return refusedPlan(outcome.issues);
  // Before it is cleaned: the soft hyphen, which nobody sees, is the ư of TCVN3.
  const unicode = convertOldFonts(outcome.document);
  const { document, issues } = cleanDocument(unicode.document);
  const parsed = parsePlan(document);
  const pictures = parsed.rows.length === 0 && outcome.pictures ? [picturesIssue(outcome.pictures)] : [];
  const noted = [...pictures, ...(outcome.notes ?? []), ...unicode.issues, ...issues];
  const plan = boundPlan({ ...parsed, issues: [...noted, ...parsed.issues] }, FILE_LIMITS.planLetters);
  return ParsedPlan.safeParse(plan).success ? plan : refusedPlan([unstorableIssue()]);
}

/** No plan, and why. */
export function refusedPlan(issues: PlanIssue[]): ParsedPlan {
  return { plan: { title: null, issuer: null, yearFrom: null, yearTo: null }, fields: [], rows: [], issues };
}

/** The last net: what slipped through every named check is refused and not stored. */
function unstorableIssue(): PlanIssue {
  return fileIssue(
    'plan-not-storable',
    'Kế hoạch đọc được từ tệp này có giá trị không lưu được.',
    'Lưu lại tệp bằng Word hoặc Excel rồi thử lại; nếu vẫn vậy, gửi tệp cho quản trị hệ thống.',
  );
}
