import { describe, expect, test } from 'vitest';
import { composeZalo } from '#channels/zalo/compose-zalo.ts';
import { ZALO_TEMPLATES } from '#channels/zalo/zalo-templates.ts';
import { CASES, item, LEAD } from '../domain/message/message-cases.ts';

describe.each(Object.entries(CASES))('Zalo message %s', (name, input) => {
  const words = composeZalo({ said: input, acknowledgeToken: null });

  test('reads as the approved wording', async () => {
    const data = Object.entries(words.template.data).map(([key, value]) => `  ${key}: ${value}`);
    await expect(`${words.text}\n\nMẫu ${words.template.key}\n${data.join('\n')}\n`).toMatchFileSnapshot(
      `golden-zalo/${name}.txt`,
    );
  });

  test('fits what Zalo takes: every parameter there, none too long, dates as dates', () => {
    expect([...words.text].length).toBeLessThanOrEqual(2_000);
    for (const { name: param, maxLength, minLength, type } of ZALO_TEMPLATES[words.template.key].params) {
      const value = words.template.data[param]!;
      if (type === 'url') continue;
      expect([...value].length, param).toBeLessThanOrEqual(maxLength);
      expect([...value].length, param).toBeGreaterThanOrEqual(minLength);
      if (type === 'date') expect(value).toMatch(/^\d\d\/\d\d\/\d{4}$/);
    }
  });
});

test('the templates keep the limits of their components', () => {
  for (const { title, paragraph, button, params } of Object.values(ZALO_TEMPLATES)) {
    expect([...title].length).toBeGreaterThanOrEqual(9);
    expect([...title].length).toBeLessThanOrEqual(65);
    expect([...paragraph].length).toBeLessThanOrEqual(400);
    expect([...button.title].length).toBeGreaterThanOrEqual(5);
    expect([...button.title].length).toBeLessThanOrEqual(30);
    const used = [...`${title} ${paragraph}`.matchAll(/<(\w+)>/g)].map(([, name]) => name);
    expect([...used, button.urlParam].sort()).toEqual(params.map(({ name }) => name).sort());
    for (const { name } of params) expect(name).toMatch(/^[a-z_]+$/);
  }
});

test('a digest of many rows keeps its link and says how many rows it leaves out', () => {
  const items = Array.from({ length: 80 }, (_, n) =>
    item({ rung: 'overdue-2', assignmentId: `n${n}`, daysLate: n + 1 }),
  );
  const { text, viewUrl } = composeZalo({ said: { ...CASES['nhac-truoc-7']!, items }, acknowledgeToken: null });
  const shown = text.match(/^- Quá hạn/gm)!.length;
  expect(text).toContain(`… và ${80 - shown} việc khác.`);
  expect(text.endsWith(`Xem việc đầu tiên: ${viewUrl}`)).toBe(true);
});

test('a title can neither page a group nor push the link out of a message', () => {
  const title = `[@all] [@123] ${'rất dài '.repeat(400)}`;
  const { text, template } = composeZalo({
    said: { ...CASES['nhac-truoc-7']!, recipient: LEAD, items: [item({ rung: 'before-3', assignmentId: 'x', title })] },
    acknowledgeToken: null,
  });
  expect(text).not.toContain('[@');
  expect(template.data.nhiem_vu).not.toContain('[@');
  expect([...text].length).toBeLessThanOrEqual(2_000);
  expect(text).toMatch(/Xem chi tiết: https:\S+$/);
});

test('the button brings the token back, and is not there when nothing can be acknowledged', () => {
  const said = CASES['nhac-truoc-7']!;
  expect(composeZalo({ said, acknowledgeToken: 'a.b' }).acknowledgePayload).toBe('#nhan:a.b');
  expect(composeZalo({ said, acknowledgeToken: null }).acknowledgePayload).toBeNull();
});
