// Misspelt words of time: left alone they would turn "trước ngày 15" into "ngày 15" in silence.
import { COMPOUNDS } from './lexicon.ts';
import type { Token } from './tokenise-text.ts';

/** Words that move, bound or repeat a date, without their marks. */
const TIME_SKELETONS =
  'truoc ngay thang quy nam tuan cham nhat muon cuoi dau giua den het hang thuong xuyen dinh tiep theo sau tu thu lan voi doi cua va trong hoc hop ke ky'.split(
    ' ',
  );
// Words that are themselves and stand right before or behind dates in any text.
const REAL_WORDS = new Set(
  `trước ngày ngay tháng quý quy quỹ năm nam tuần tuân chậm nhất nhật nhận muộn muốn mượn cuối đầu đấu đâu giữa đến đền đèn hết hàng hạng hãng thường thưởng thương thượng
   xuyên định đình đính tiếp tiệp theo sau sâu từ tư tự tú thứ thu thủ thư thử lần lan làn lân với vời đối đổi đội đợi đời của cửa cứa và vá trong trọng tròng học hóc họp hợp hộp hội kế kê kể kỳ ký kỹ kỷ
   thắng thẳng thang nắm nằm chăm chạm dấu dầu hanh hành hang hạn giao gia giá đơn đền dân dẫn tin tính tỉnh trung trưng trường tương thông thống thành thanh phòng xong công cường
   tổng tống tông dõi gây trực hoạt tượng quanh tăng tầng tảng tàng nay này nguồn ngành nhà nhân nhanh nhánh toàn tiền tiến tiêu thuế tổ tố tới tối tại tài cùng chung chương hoặc trên tròn trong trống trồng thuộc thước nước được chuẩn quân quản quan tuyến tuyển khoa khóa
   lao làm lâm lên là lại lập luật
   tứ tử tù tủ tụ thể thế thẻ thuẫn trưởng hướng hương hưởng thuận thuần thăng tướng tưởng tường trục rộng ròng rồng rỗng hoằng hoàng tu thoáng thù thú chấm châm chàm hàm hạm hãm ham cảm cấm cam cám cắm trương thọ kề kẻ kệ kè dôi dời đôi đòi đói giữ
   đậu tân tan tàn tận tán tấn tản tua sáu sấu sầu môn món mòn khang chẳng chàng nhàng phẳng nhạt nhặt hạt hát cười cưới coi già giả gì đỉnh đinh dính tép vội vòi cưa cứa lẫn lăn lặn lán đen thông thống vả vã chất chật mặt mật nhẫn nhãn
   quyên quyền quyển tuyên tuyền truyền hoan hoàn hoạn khoan khoản thoan đoàn soạn luận nhuận khuôn nguồn chuồn muỗi tuổi buổi người nước trượt vượt lượt được`.split(
    /\s+/,
  ),
);
const MARKS = /[\u0300-\u036f]/g;
// One onset, one run of vowels, one coda; what has Vietnamese marks and another form is no syllable.
const SYLLABLE = /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,4}(?:ch|ng|nh|[cmnpt])?$/;

/** True when the unread word at `i` is likely a misspelt word of time: no syllable at all, or close to one beside a date. */
export function isSlip(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token?.kind !== 'word' || token.masked || token.text.length > 9) return false;
  const skeleton = token.text.normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd');
  const marked = skeleton !== token.text;
  if (marked && !SYLLABLE.test(skeleton)) return TIME_SKELETONS.some((word) => isNear(skeleton, word));
  if (REAL_WORDS.has(token.text) || COMPOUNDS.has(`${tokens[i - 1]?.text}_${token.text}`)) return false;
  return (
    isBesideTime(tokens, i) &&
    TIME_SKELETONS.some((word) => (word.length > 3 ? isNear(skeleton, word) : skeleton === word))
  );
}

const NEIGHBOURS = new Set('ngày tháng quý năm tuần cuối đầu nhất tiếp với đối hàng kế xuyên kỳ'.split(' '));

function isBesideTime(tokens: readonly Token[], i: number): boolean {
  return [tokens[i - 1], tokens[i + 1]].some(
    (one) => one !== undefined && (one.kind === 'number' || NEIGHBOURS.has(one.text)),
  );
}

/** Equal but for one letter more or less, or two that changed places; another letter makes too many real words of it. */
function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let k = 0;
  while (k < a.length && a[k] === b[k]) k++;
  if (a.length > b.length) return a.slice(k + 1) === b.slice(k);
  if (a.length < b.length) return a.slice(k) === b.slice(k + 1);
  return a[k] === b[k + 1] && a[k + 1] === b[k] && a.slice(k + 2) === b.slice(k + 2);
}
