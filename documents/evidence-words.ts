// What people hear of a file that is not taken as evidence.
import { megabytesOf } from './count-words.ts';

export const TAKEN = 'Nhận tệp PDF, ảnh (JPG, PNG, HEIC, WEBP, TIFF), Word (.docx), Excel (.xlsx), PowerPoint (.pptx).';

export const EVIDENCE_REFUSALS = {
  empty: 'Tệp rỗng (0 byte). Kiểm tra lại tệp gốc rồi gửi lại.',
  unknown: `Không nhận ra loại tệp này, hoặc tệp bị hỏng. ${TAKEN}`,
  otherKind: `Loại tệp này không được nhận làm minh chứng, dù tên tệp có thể mang đuôi khác. ${TAKEN}`,
  archive: `Tệp nén không được nhận. Giải nén rồi gửi từng tệp. ${TAKEN}`,
  film: `Phim và âm thanh không được nhận. Đưa lên nơi lưu trữ của cơ quan rồi ghi đường dẫn vào báo cáo. ${TAKEN}`,
  oldOffice: 'Tệp Word, Excel đời cũ (.doc, .xls, .ppt) không được nhận. Mở tệp, lưu lại thành .docx, .xlsx hoặc PDF.',
  macros: 'Tệp có chứa macro nên không được nhận. Mở tệp, lưu lại thành .docx, .xlsx thường hoặc PDF.',
  encrypted: 'Tệp được đặt mật khẩu nên người xác nhận không mở được. Bỏ mật khẩu, lưu lại rồi gửi.',
  broken: 'Tệp bị hỏng hoặc tải chưa hết, không mở được. Mở thử trên máy, lưu lại rồi gửi.',
  bomb: 'Tệp có phần bên trong khi giải nén lớn bất thường nên không được nhận. Lưu lại thành PDF rồi gửi.',
} as const;

export function tooLargeEvidence(bytesMax: number): string {
  return `Tệp lớn hơn ${megabytesOf(bytesMax)}, giới hạn cho một tệp. Chụp lại với cỡ ảnh nhỏ hơn, hoặc quét PDF ở độ phân giải thấp hơn.`;
}
