// The words that the reader knows, in its own spelling (after SPELLINGS).

/** Spelling pairs and slips of the pen → the spelling used by the grammar. */
export const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['hằng', 'hàng'],
  ['quí', 'quý'],
  ['qúy', 'quý'],
  ['qúi', 'quý'],
  ['kì', 'kỳ'],
  ['tuỳ', 'tùy'],
  ['mồng', 'mùng'],
  ['trể', 'trễ'],
  ['truớc', 'trước'],
  ['trc', 'trước'],
  ['trươc', 'trước'],
  ['qui', 'quy'],
  ['gửỉ', 'gửi'],
  ['gởi', 'gửi'],
  ['luỹ', 'lũy'],
  ['giuã', 'giữa'],
  ['thuờng', 'thường'],
  ['thừơng', 'thường'],
  ['thừong', 'thường'],
  ['xuyen', 'xuyên'],
  ['trứơc', 'trước'],
  ['trứoc', 'trước'],
  ['nhât', 'nhất'],
  ['cuôi', 'cuối'],
  ['hêt', 'hết'],
  ['truoc', 'trước'],
  ['truóc', 'trước'],
  ['trưoc', 'trước'],
  ['trưóc', 'trước'],
  ['giưa', 'giữa'],
  ['giua', 'giữa'],
]);

/** Syllables that may come glued together when a table is pasted; a split must use these alone. */
export const GLUE_SYLLABLES: ReadonlySet<string> = new Set(
  (
    'trước ngày tháng quý quí năm hàng hằng tuần chậm nhất muộn đến hết cuối đầu giữa từ của thường xuyên định kỳ ' +
    'trong sau theo hoàn thành báo cáo làm việc vào thứ cùng và đột xuất khi có yêu cầu cả tiên tiếp kế liền thực hiện ' +
    'i ii iii iv là mỗi trễ hạn tới'
  ).split(' '),
);

/** Words after which a bare unit is a report's rhythm: "báo cáo quý", "sơ kết 6 tháng", "tổng kết năm". */
export const REPORT_NOUNS = 'báo cáo | sơ kết | tổng kết | đánh giá | kiểm điểm | giao ban | tổng hợp | thống kê';

/** Two-word compounds whose parts look like time words but are none. */
export const COMPOUNDS: ReadonlySet<string> = new Set(
  (
    'đầu_tư|đứng_đầu|hàng_đầu|hàng_hóa|hàng_hoá|ngân_hàng|mặt_hàng|hàng_không|bán_hàng|khách_hàng|hàng_rào|hạn_chế|hàng_chục|hàng_trăm|hàng_nghìn|' +
    'quyền_hạn|giới_hạn|hạn_mức|hạn_hẹp|hạn_hán|hạn_mặn|quý_báu|quý_vị|quý_cơ|quý_khách|quý_đơn|đá_quý|ngày_càng|ngày_công|ngày_hội|ngày_sinh|' +
    'trước_mắt|trước_hết|trước_đây|trước_pháp|trước_nhân|trước_bạ|trước_công|nhiệm_trước|trình_trước|hứa_trước|sau_đây|sau_đại|từ_chối|từ_thiện|đến_nơi|' +
    'quy_định|quyết_định|xác_định|nghị_định|ổn_định|giám_định|thẩm_định|nhất_định|kiểm_định|ấn_định|chỉ_định|cố_định|hoạch_định|đàm_định|' +
    'bất_kỳ|hoa_kỳ|nhà_tết|quà_tết|hoa_tết|từ_điển|từ_đó|thứ_ba_bên|bên_thứ|sau_cùng|đầu_ra|đầu_vào|bắt_đầu|ban_đầu|lần_đầu|bước_đầu|đầu_mối|đầu_cấp|' +
    'hết_sức|hết_hiệu|hết_lòng|hết_mình|gắn_liền|đất_liền|liền_mạch|nhiều_năm|lâu_năm|tuần_tra|tuần_hoàn|tuần_lễ|tháng_thanh|tháng_hành|tháng_cao|bấy_giờ|giờ_dạy|giờ_giảng|' +
    'năm_châu|ngày_pháp|ngày_chuyển|ngày_môi|ngày_quốc|ngày_thành|ngày_truyền|ngày_thế|ngày_đại|ngày_gia|ngày_thương|ngày_nhà|ngày_thầy|ngày_phụ|ngày_doanh|ngày_sách|ngày_toàn|ngày_văn|ngày_lương|ngày_nước|ngày_trái|ngày_khoa|ngày_giải|ngày_chiến|khi_đó|trong_khi|đôi_khi|kể_cả|kể_trên|nêu_trước|kể_chuyện|đáng_kể|không_kể|ngoài_giờ|giờ_hành'
  ).split('|'),
);
