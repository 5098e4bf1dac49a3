// The outer HTML of every mail: tables and inline styles for Outlook (which draws with Word), one column for phones, and colours that
// turn over in dark mode. No image, no web font, no script: nothing for a mail program to block.
import type { ItemKind } from './read-item.ts';

/** Text made safe for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The colour of a group: [on light, on dark]. Each pair keeps a contrast of at least 4.5:1 on its ground. */
export const ACCENTS: Record<ItemKind, readonly [string, string]> = {
  overdue: ['#b42318', '#ff9c92'],
  due: ['#a34a04', '#ffb968'],
  unacknowledged: ['#a34a04', '#ffb968'],
  before: ['#175cd3', '#9cc2ff'],
  returned: ['#b54708', '#fec84b'],
  'awaiting-verification': ['#5925dc', '#c9b6ff'],
  assigned: ['#175cd3', '#9cc2ff'],
  progress: ['#175cd3', '#9cc2ff'],
};

export type Frame = {
  office: string;
  subject: string;
  /** What a mail list shows after the subject. */
  preheader: string;
  /** Inner rows, `<tr>…</tr>`. */
  rows: string;
  closing: readonly string[];
};

/** The whole document around the rows of a letter. */
export function frameHtml(frame: Frame): string {
  const closing = frame.closing.map((line) => `<p style="margin:0 0 6px">${escapeHtml(line)}</p>`).join('');
  return `<!DOCTYPE html>
<html lang="vi" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="x-apple-disable-message-reformatting">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(frame.subject)}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><style>td,a,p{font-family:Arial,sans-serif!important}</style><![endif]-->
<style>${STYLES}</style>
</head>
<body class="g" style="margin:0;padding:0;background:#eef1f5;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;color:#eef1f5;opacity:0">${escapeHtml(frame.preheader)}${'&#847;&zwnj;&nbsp;'.repeat(30)}</div>
<table role="presentation" class="g" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#eef1f5" style="background:#eef1f5">
<tr><td align="center" class="o" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="c" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="max-width:640px;background:#ffffff;border:1px solid #d5dbe3;border-radius:8px;border-collapse:separate;text-align:left">
<tr><td class="p m" style="padding:18px 28px 0;${FONT};font-size:13px;line-height:20px;color:#55606e">${escapeHtml(frame.office)}</td></tr>
${frame.rows}
<tr><td class="p m l" style="padding:16px 28px 18px;border-top:1px solid #e3e8ee;${FONT};font-size:12px;line-height:18px;color:#55606e">${closing}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

/** Fonts that have every Vietnamese letter on Windows, Apple and Android. */
export const FONT = "font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

// Short class names: a digest of a hundred rows must stay under the 102 KB after which Gmail cuts a mail off.
const ACCENT_STYLES = Object.entries(ACCENTS)
  .map(([kind, [, dark]]) => `.a-${kind}{color:${dark}!important}.b-${kind}{border-left-color:${dark}!important}`)
  .join('');

const DARK = `.g{background:#14171b!important}.c{background:#1f242a!important;border-color:#39424d!important}.t{color:#f2f4f7!important}.m{color:#aab4c0!important}.l{border-color:#39424d!important}.s{color:#9cc2ff!important}.pb{background:#2168d8!important}.sb{border-color:#9cc2ff!important}${ACCENT_STYLES}`;

const STYLES = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'a{text-decoration:none}td{overflow-wrap:anywhere;word-break:break-word}',
  '@media (max-width:480px){.o{padding:0!important}.c{border:0!important;border-radius:0!important}.p{padding-left:18px!important;padding-right:18px!important}.k,.v{display:block!important;width:auto!important}.k{padding:10px 0 0!important}.v{padding:0!important}.bt,.bt tbody,.bt tr,.bt td{display:block!important;width:100%!important;box-sizing:border-box}.bt a{display:block!important;text-align:center!important}.bt .gap{height:12px!important}.r{display:inline-block;padding:9px 0}}',
  `@media (prefers-color-scheme:dark){${DARK}}`,
  // Outlook.com and the Outlook apps mark the elements they have turned dark instead of honouring the media query.
  DARK.replace(/(^|\})\./g, '$1[data-ogsc] .'),
].join('');
