// Whether a text says when, without saying what: enough to tell a column of times from one of names, states or marks.
import { foldText, squeeze } from './fold-text.ts';

const DATE =
  /(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{1,2}(\s?[/.-]\s?(\d{4}|\d{2}))?(?![\d/.-]|\s?%)|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/;
const PERIOD =
  /\b(quy (i{1,3}|iv|[1-4])|thang \d{1,2}|tuan (\d|thu)|nam 20\d{2}|6 thang|9 thang|(dau|giua|cuoi) (thang|quy|nam)|ngay \d{1,2} (thang|hang|cua))\b/;
const RHYTHM =
  /\b((hang|moi) (ngay|tuan|thang|quy|nam)|thuong xuyen|dinh ky|ca nam|trong nam|lien tuc|dot xuat|khi co yeu cau)\b/;
const TERM = /\b(\d{1,3}|mot|hai|ba|muoi) (ngay|tuan|thang)( lam viec)? (ke tu|sau|truoc|tu)\b/;

/** A date, a period, a rhythm or a term stands in the text. */
export function saysTime(text: string): boolean {
  const words = foldText(text).replace(/\bhằng\b/g, 'hang');
  return (
    DATE.test(squeeze(text)) || PERIOD.test(words) || RHYTHM.test(words) || TERM.test(words) || /^20\d{2}$/.test(words)
  );
}

/** The text is hardly anything but a time: "30/6/2026", "Quý II", "Trước ngày 15/02", "Thường xuyên". */
export function isTimeCell(text: string): boolean {
  return saysTime(text) && squeeze(text).length <= 80;
}

const STATE =
  /^(da |dang |chua |dat\b|qua han|trong han|dung han|cham tien do|tam dung|xong\b|cho |hoan thanh( (100|tot|dung|xong|toan bo).*)?$|(khoang |tren )?\d{1,3}([.,]\d+)? ?%)/;

/** How far the work has come: "Đã trình", "Đang thực hiện", "80%". */
export function saysState(text: string): boolean {
  return STATE.test(foldText(text));
}

/** A cell that is only marked: a tick under a period or a unit. */
export function isTick(text: string): boolean {
  return /^[xX×✓✔☑√vV+•●■▪◆*→]$/u.test(text.trim());
}

/** "-nt-", "Như trên.", "//", a ditto mark: what the row above says. */
export function isDitto(text: string): boolean {
  const mark = foldText(text).replace(/[\s().=\-–—]/g, '');
  return /^(nt|n\/t|nhu(muc|dong|o)?tren|["”“″〃]+|['’‘,]{2}|\/\/)$/.test(mark);
}

/** A cell that says "nothing here". */
export function isBlank(text: string): boolean {
  return /^([-–—_.…]+|0|\/|o|không)?$/iu.test(text.trim());
}
