// Letters about accounts: an invitation, a forgotten password. The link is in the part of the address that no server and no proxy sees.
import { escapeHtml } from './html-frame.ts';

export interface AccountLetter {
  subject: string;
  text: string;
  html: string;
}

export interface LetterFacts {
  purpose: 'invitation' | 'reset';
  name: string;
  office: string;
  publicUrl: string;
  token: string;
}

/** The address under which a password is set once. */
export function accountLinkUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/dat-mat-khau#${token}`;
}

export function composeAccountLetter({ purpose, name, office, publicUrl, token }: LetterFacts): AccountLetter {
  const { subject, opening, button, closing } =
    purpose === 'invitation' ? invitation(office, publicUrl) : reset(publicUrl);
  const link = { url: accountLinkUrl(publicUrl, token), words: button };
  return layOut({ subject, name, before: [opening], link, after: [closing] });
}

interface Layout {
  subject: string;
  name: string;
  before: string[];
  link: { url: string; words: string };
  after: string[];
}

/** A short letter around one button, as text and as HTML. */
export function layOut({ subject, name, before, link, after }: Layout): AccountLetter {
  const opening = [`Kính gửi ${name},`, ...before];
  const button = `<a href="${escapeHtml(link.url)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1a5a96;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(link.words)}</a>`;
  const paragraphs = (lines: string[]) => lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
  const html = `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="font:16px/1.55 'Segoe UI',Roboto,Arial,sans-serif;color:#1b2430;max-width:560px;margin:0 auto;padding:16px">${paragraphs(opening)}<p>${button}</p>${paragraphs(after)}</body></html>`;
  return { subject, text: `${[...opening, link.url, ...after].join('\n\n')}\n`, html };
}

function invitation(office: string, publicUrl: string) {
  return {
    subject: 'Mời sử dụng hệ thống đôn đốc thực hiện kế hoạch',
    opening: `${office} mời anh/chị sử dụng hệ thống đôn đốc thực hiện kế hoạch tại ${publicUrl}. Mở đường dẫn sau để đặt mật khẩu; đường dẫn dùng được một lần, trong 7 ngày:`,
    button: 'Đặt mật khẩu',
    closing: 'Nếu anh/chị không chờ thư này, có thể bỏ qua: chưa có gì được kích hoạt.',
  };
}

function reset(publicUrl: string) {
  return {
    subject: 'Đặt lại mật khẩu hệ thống đôn đốc',
    opening: `Có người vừa đề nghị đặt lại mật khẩu tài khoản của anh/chị tại ${publicUrl}. Mở đường dẫn sau để đặt mật khẩu mới; đường dẫn dùng được một lần, trong 2 giờ:`,
    button: 'Đặt mật khẩu mới',
    closing: 'Nếu không phải anh/chị đề nghị, bỏ qua thư này: mật khẩu hiện tại vẫn dùng được.',
  };
}
