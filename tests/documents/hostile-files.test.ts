// Forty kinds of files that nobody should send, read without a server: the same that `npm run attack` posts.
import { describe, expect, it } from 'vitest';
import { ParsedPlan } from '#contracts/plan.ts';
import { readPlan } from '#documents/read-plan.ts';
import { hostileFiles } from '../../bench/attack/hostile-files.ts';

const FILES = hostileFiles(40);

it('are of forty kinds', () => {
  expect(new Set(FILES.map(({ kind }) => kind)).size).toBe(40);
});

describe('a hostile file', () => {
  it.each(FILES.filter(({ isBomb }) => !isBomb))(
    '$kind is read soundly or refused in words',
    async ({ bytes, name }) => {
      const plan = await readPlan(bytes, name);
      expect(ParsedPlan.safeParse(plan).error).toBeUndefined();
      expect(plan.issues.map(({ code }) => code)).not.toContain('plan-not-storable');
      if (plan.rows.length === 0) expect(plan.issues[0]?.suggestion).toBeTruthy();
    },
  );

  it.each(FILES.filter(({ isBomb }) => isBomb))('$kind is refused before a parser sees it', async ({ bytes, name }) => {
    const began = process.cpuUsage();
    const plan = await readPlan(bytes, name);
    const { user, system } = process.cpuUsage(began);
    expect(plan.rows).toEqual([]);
    // Of the processor: what the machine does beside it is not the file's doing.
    expect((user + system) / 1e6).toBeLessThan(3);
    // The figure found or what is wrong, never merely "broken".
    expect(plan.issues[0]?.message).toMatch(/\d|DOCTYPE/);
    expect(plan.issues[0]?.code).not.toBe('file-broken');
  });
});
