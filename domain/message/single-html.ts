import type { MessageItem } from '#contracts/message.ts';
import { headline } from './compose-subject.ts';
import { ACCENTS, escapeHtml, FONT, frameHtml } from './html-frame.ts';
import { type Action, actionsOf, closingLines, type Fact, factsOf, type Letter } from './letter-parts.ts';
import { oneLine } from './one-line.ts';
import { greeting, standingWords } from './phrases.ts';
import type { ItemReading } from './read-item.ts';
import { openingSentences } from './sentences.ts';

/** The HTML letter about one assignment. */
export function singleHtml(letter: Letter, reading: ItemReading<MessageItem>): string {
  const { input, slotDate, subject } = letter;
  const opening = openingSentences(reading, input, slotDate);
  const [light] = ACCENTS[reading.kind];
  const rows = [
    `<tr><td class="p a-${reading.kind}" style="padding:6px 28px 0;${FONT};font-size:22px;line-height:30px;font-weight:bold;color:${light}">${escapeHtml(headline(reading, slotDate))}</td></tr>`,
    `<tr><td class="p t" style="padding:14px 28px 0;${FONT};font-size:15px;line-height:23px;color:#1d2430"><p style="margin:0 0 8px">Kính gửi: ${escapeHtml(greeting(input))}</p><p style="margin:0">${escapeHtml(opening)}</p></td></tr>`,
    `<tr><td class="p" style="padding:16px 28px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="t b-${reading.kind}" style="padding:2px 0 2px 14px;border-left:4px solid ${light};${FONT};font-size:17px;line-height:25px;font-weight:bold;color:#1d2430">${escapeHtml(oneLine(reading.item.title))}</td></tr></table></td></tr>`,
    `<tr><td class="p" style="padding:12px 28px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${factsOf(reading, standingWords(reading), input.office).map(factRow).join('')}</table></td></tr>`,
    buttonsRow(actionsOf(reading)),
  ];
  return frameHtml({
    office: oneLine(input.office),
    subject,
    preheader: opening,
    rows: rows.join('\n'),
    closing: closingLines(letter),
  });
}

function factRow({ label, words }: Fact): string {
  const cell = `${FONT};font-size:14px;line-height:21px`;
  return `<tr><td class="k m" width="128" valign="top" style="padding:5px 12px 5px 0;${cell};color:#55606e">${escapeHtml(label)}</td><td class="v t" valign="top" style="padding:5px 0;${cell};color:#1d2430">${escapeHtml(words)}</td></tr>`;
}

// The padding sits on the link, so that the whole button can be pressed; Outlook ignores it there and takes mso-padding-alt of the cell.
function buttonsRow(actions: readonly Action[]): string {
  if (actions.length === 0) return '<tr><td style="padding:0 0 22px;font-size:0;line-height:0">&nbsp;</td></tr>';
  const text = `display:inline-block;${FONT};font-size:16px;line-height:22px;font-weight:bold`;
  const cells = actions.map(({ label, href, primary }) =>
    primary
      ? `<td class="pb" bgcolor="#0b5cd5" align="center" style="border-radius:6px;background:#0b5cd5;mso-padding-alt:13px 26px"><a href="${escapeHtml(href)}" style="${text};padding:13px 26px;color:#ffffff">${escapeHtml(label)}</a></td>`
      : `<td class="sb" align="center" style="border:2px solid #0b5cd5;border-radius:6px;mso-padding-alt:11px 24px"><a class="s" href="${escapeHtml(href)}" style="${text};padding:11px 24px;color:#0b5cd5">${escapeHtml(label)}</a></td>`,
  );
  const gap = '<td class="gap" width="12" style="font-size:0;line-height:0">&nbsp;</td>';
  return `<tr><td class="p" style="padding:20px 28px 26px"><table role="presentation" class="bt" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate"><tr>${cells.join(gap)}</tr></table></td></tr>`;
}
