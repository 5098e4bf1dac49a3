import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { ParsedPlan } from '#contracts/plan.ts';
import { readDocument } from '#documents/read-document.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';

const FILES = ['hoang-hoa-2023.docx', 'tu-ky-2023.xlsx'].map((name) => ({
  name,
  parts: unzipSync(readFileSync(new URL(`../fixtures/plans/${name}`, import.meta.url))),
}));

/** Where (as a share of the part) and how a part of the container is damaged. */
const damage = fc.record({
  part: fc.nat(30),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('drop tag', 'double tag', 'cut', 'truncate', 'number'),
  value: fc.constantFrom('-1', '0', '99999999', '1e9', 'abc', ''),
});

it('reads or refuses a damaged file, in words, and never falls over', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILES),
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      async (file, damages) => {
        const parts = { ...file.parts };
        for (const one of damages) {
          const names = Object.keys(parts).filter((name) => /\.(xml|rels)$/.test(name));
          const name = names[one.part % names.length] ?? '';
          parts[name] = strToU8(applyDamage(strFromU8(parts[name] ?? new Uint8Array()), one));
        }
        const outcome = await readDocument(zipSync(parts, { level: 0 }), file.name);
        if (outcome.ok) expect(ParsedPlan.safeParse(parsePlan(outcome.document)).error).toBeUndefined();
        else expect(outcome.issues.every((issue) => issue.message && issue.suggestion)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

function applyDamage(xml: string, { at, kind, value }: { at: number; kind: string; value: string }): string {
  const start = xml.indexOf('<', Math.floor(at * xml.length));
  const end = xml.indexOf('>', start) + 1;
  if (start < 0 || end === 0) return xml;
  if (kind === 'drop tag') return xml.slice(0, start) + xml.slice(end);
  if (kind === 'double tag') return xml.slice(0, end) + xml.slice(start);
  if (kind === 'cut') return xml.slice(0, start) + xml.slice(end + 200);
  if (kind === 'truncate') return xml.slice(0, start);
  return xml.slice(0, start) + xml.slice(start).replace(/="\d+"/, `="${value}"`);
}
