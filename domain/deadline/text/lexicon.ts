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

/** Words that make a leftover stretch unsafe: it may say something about time that was not read. */
export const TIME_WORDS: ReadonlySet<string> = new Set(
  (
    'ngày tháng quý năm tuần giờ phút trước chậm muộn trễ hàng mỗi kỳ cuối đầu giữa hạn thường định thứ mùng tết ' +
    'quá gần liền vài mấy mùa buổi khi từ đến tới sau hết lần dịp nửa thượng trung hạ sáng chiều tối trưa đêm hôm nay mai lịch thời lễ chạp giêng rằm'
  ).split(' '),
);

/** Two-word compounds whose parts look like time words but are none. */
export const COMPOUNDS: ReadonlySet<string> = new Set(
  (
    'đầu_tư|đứng_đầu|hàng_đầu|hàng_hóa|hàng_hoá|ngân_hàng|mặt_hàng|hàng_không|bán_hàng|khách_hàng|hàng_rào|hạn_chế|' +
    'quyền_hạn|giới_hạn|hạn_mức|hạn_hẹp|quý_báu|quý_vị|quý_cơ|ngày_càng|giữa_các|trung_tâm|trung_ương|trung_học|tập_trung|' +
    'trung_thực|trung_bình|hạ_tầng|thượng_nguồn|hệ_thống|thời_sự|trước_mắt|trước_hết|sau_đây|sau_đại|từ_chối|từ_thiện|' +
    'đến_nơi|liên_quan|định_mức|quy_định|quyết_định|xác_định|nghị_định|quyết_định|ổn_định|giám_định|thẩm_định|nhất_định|' +
    'kiểm_định|ấn_định|chỉ_định|cố_định|định_hướng|định_danh|tới_hạn|có_hạn|du_lịch|lịch_sử|chủ_tịch|lịch_trình|lý_lịch|' +
    'hôm_sau|thời_gian|thời_hạn|thời_kỳ|bất_kỳ|kỳ_vọng|hoa_kỳ|nhà_tết|từ_điển|từ_đó|đặc_thù|lần_lượt|phần_lần|' +
    'lễ_tân|lễ_hội|nghi_lễ|lệ_phí|kỳ_thi|kỳ_họp|tứ_kỳ|trung_tín|trung_cấp|trung_hạn|dài_hạn|ngắn_hạn|thứ_trưởng|' +
    'thứ_tự|thứ_ba_bên|tiến_trước|tối_đa|tối_thiểu|tối_ưu|sáng_kiến|sáng_tạo|chiều_sâu|sau_cùng|đầu_ra|đầu_vào|bắt_đầu|' +
    'hết_sức|hết_hiệu|cam_kết|thời_điểm|gắn_liền|đất_liền|liền_mạch|đồng_thời|kịp_thời|tạm_thời|nhất_thời|liên_tục|lịch_sự|mỗi_cơ|mỗi_đơn|trưa_nay'
  ).split('|'),
);
