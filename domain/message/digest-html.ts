import type { MessageItem } from '#contracts/message.ts';
import { capital } from '#domain/words/capital.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { digestHeadline } from './compose-subject.ts';
import { digestSentences } from './digest-sentences.ts';
import { ACCENTS, escapeHtml, FONT, frameHtml } from './html-frame.ts';
import {
  type AgencyCount,
  actionsOf,
  closingLines,
  type Letter,
  lateAgencies,
  restOf,
  rowWords,
  shownGroups,
} from './letter-parts.ts';
import { oneLine, shorten } from './one-line.ts';
import { greeting } from './phrases.ts';
import type { ItemReading } from './read-item.ts';

/** The HTML digest: groups by urgency, a link per row, and for a chief the count per late agency first. */
export function digestHtml(letter: Letter): string {
  const { input, readings, subject } = letter;
  const late = lateAgencies(readings);
  const first = readings[0];
  const rows = [
    `<tr><td class="p t" style="padding:6px 28px 0;${FONT};font-size:20px;line-height:28px;font-weight:bold;color:#1d2430">${escapeHtml(digestHeadline(readings))}</td></tr>`,
    `<tr><td class="p t" style="padding:10px 28px 0;${FONT};font-size:15px;line-height:23px;color:#1d2430"><p style="margin:0 0 8px">Kính gửi: ${escapeHtml(greeting(input))}</p><p style="margin:0">${escapeHtml(digestSentences(readings, input.office, letter.slotDate))}</p></td></tr>`,
    late.length > 1 ? agencyTable(late) : '',
    ...shownGroups(letter).map((group) => groupRows(group, input)),
    restRow(letter),
    '<tr><td style="padding:0 0 18px;font-size:0;line-height:0">&nbsp;</td></tr>',
  ];
  return frameHtml({
    office: oneLine(input.office),
    subject,
    preheader: first ? `${rowWords(first, input).urgency}: ${shorten(first.item.title, 90)}` : '',
    rows: rows.filter((row) => row !== '').join('\n'),
    closing: closingLines(letter),
  });
}

function agencyTable(late: readonly AgencyCount[]): string {
  const cell = `${FONT};font-size:14px;line-height:20px;padding:6px 0`;
  const head = `<tr>${['Quá hạn theo cơ quan', 'Số việc', 'Lâu nhất'].map((word, index) => `<td class="m" align="${index === 0 ? 'left' : 'right'}" style="${cell};color:#55606e">${word}</td>`).join('')}</tr>`;
  const body = late
    .map(
      ({ agency, count, longestDaysLate }) =>
        `<tr><td class="t l" style="${cell};border-top:1px solid #e3e8ee;color:#1d2430">${escapeHtml(agency)}</td><td class="t l" align="right" style="${cell};padding-left:12px;border-top:1px solid #e3e8ee;color:#1d2430;white-space:nowrap">${count}</td><td class="a-overdue l" align="right" style="${cell};padding-left:12px;border-top:1px solid #e3e8ee;color:${ACCENTS.overdue[0]};white-space:nowrap">${longestDaysLate} ngày</td></tr>`,
    )
    .join('');
  return `<tr><td class="p" style="padding:14px 28px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${head}${body}</table></td></tr>`;
}

function restRow(letter: Letter): string {
  const rest = restOf(letter);
  if (rest === null) return '';
  const link = rest.action
    ? `<br><a class="s r" href="${escapeHtml(rest.action.href)}" style="color:#0b5cd5;font-weight:bold">${escapeHtml(rest.action.label)}</a>`
    : '';
  return `<tr><td class="p t" style="padding:20px 28px 0;${FONT};font-size:15px;line-height:23px;color:#1d2430">… ${escapeHtml(rest.words)}${link}</td></tr>`;
}

function groupRows({ kind, readings, count }: ReturnType<typeof shownGroups>[number], to: Letter['input']): string {
  const [light] = ACCENTS[kind];
  const title = `<tr><td class="p a-${kind}" style="padding:22px 28px 4px;${FONT};font-size:15px;line-height:22px;font-weight:bold;color:${light}">${capital(WORDS.group[kind])} (${count})</td></tr>`;
  const rows = readings.map((reading) => itemRow(reading, to)).join('');
  return `${title}\n<tr><td class="p" style="padding:0 28px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${rows}</table></td></tr>`;
}

// Titles are cut: a row is for recognising the work, its link for reading it.
function itemRow(reading: ItemReading<MessageItem>, to: Letter['input']): string {
  const links = actionsOf(reading)
    .map(
      ({ label, href }) =>
        `<a class="s r" href="${escapeHtml(href)}" style="color:#0b5cd5;font-weight:bold;white-space:nowrap">${escapeHtml(label)}</a>`,
    )
    .join('<span class="m" style="color:#55606e">&nbsp;&nbsp;|&nbsp;&nbsp;</span>');
  const { urgency, rest, returned } = rowWords(reading, to);
  const accent = `<span class="a-${reading.kind}" style="color:${ACCENTS[reading.kind][0]}">${escapeHtml(urgency)}</span>`;
  const standing = rest === '' ? accent : `${accent} · ${escapeHtml(rest)}`;
  const line = returned === '' ? standing : `${standing}<br>${escapeHtml(shorten(returned, 200))}`;
  return `<tr><td class="l" style="padding:9px 0;border-top:1px solid #e3e8ee;${FONT};font-size:14px;line-height:21px"><span class="t" style="color:#1d2430">${escapeHtml(shorten(reading.item.title, 160))}</span><br><span class="m" style="color:#55606e;font-size:13px">${line}</span>${links === '' ? '' : `<br>${links}`}</td></tr>`;
}
