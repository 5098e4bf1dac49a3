// Every code that Zalo's two tables name, with what it makes us do. docs/channels.md, the channel and the contract tests all read this data.
// The wording is Zalo's own, its spelling included: `-32` and `-223` are told apart by it.

/**
 * retry: again in a while, a few times · refresh-token: read the pair again, refresh once, repeat once · next-window: at `window`, not before ·
 * next-wire: the other Zalo wire of the same message · fallback: another channel · unreachable: another channel, and the contact is marked ·
 * hold: nothing of anybody passes until our own account works, so the channel is held (ADR 0195) · alarm: a person has to put something right that
 * is about this kind of message, while others may pass; another channel meanwhile · our-bug: never again like this; alarm, another channel.
 */
export type ZaloAction =
  | 'retry'
  | 'refresh-token'
  | 'next-window'
  | 'next-wire'
  | 'fallback'
  | 'unreachable'
  | 'hold'
  | 'alarm'
  | 'our-bug';

export type ZaloError = {
  code: number;
  message: string;
  action: ZaloAction;
  /** When the window opens again, for `next-window`. */
  window?: 'minute' | 'morning' | 'tomorrow' | 'next-month';
  /** What a person reads about it. */
  words: string;
};

export type ZaloWire = 'oa' | 'zbs';

/** Official Account API (`openapi.zalo.me`): consultation message and template by user id. */
export const OA_ERRORS: readonly ZaloError[] = [
  {
    code: -32,
    message: 'Your application reached limit call api',
    action: 'next-window',
    window: 'minute',
    words: 'vượt giới hạn số lần gọi mỗi phút',
  },
  {
    code: -100,
    message: 'attachment_id was expired',
    action: 'our-bug',
    words: 'tệp đính kèm đã hết hạn, phải tải lên lại',
  },
  { code: -200, message: 'Send message failed', action: 'retry', words: 'Zalo gửi không thành công, thử lại' },
  { code: -201, message: '<field> is invalid!', action: 'our-bug', words: 'nội dung gửi sang Zalo sai trường' },
  { code: -204, message: 'Offical Account is disable', action: 'hold', words: 'Official Account bị khóa' },
  { code: -205, message: 'Offical Account is not exist', action: 'hold', words: 'Official Account không tồn tại' },
  { code: -209, message: 'Not supported this api', action: 'alarm', words: 'ứng dụng chưa được kích hoạt cho API này' },
  {
    code: -210,
    message: 'Parameter exceeds allowable limit',
    action: 'our-bug',
    words: 'nội dung vượt giới hạn của Zalo',
  },
  { code: -211, message: 'Out of quota', action: 'next-wire', words: 'hết hạn mức tin của Official Account' },
  { code: -212, message: 'App has not registed this api', action: 'alarm', words: 'ứng dụng chưa đăng ký API này' },
  {
    code: -213,
    message: 'User has not followed OA',
    action: 'next-wire',
    words: 'người nhận chưa quan tâm Official Account',
  },
  { code: -216, message: 'Access token is invalid', action: 'refresh-token', words: 'mã truy cập không còn hợp lệ' },
  { code: -217, message: 'User has blocked invitation', action: 'fallback', words: 'người nhận chặn lời mời' },
  { code: -218, message: 'Out of quota receive', action: 'fallback', words: 'người nhận đã nhận đủ số tin cho phép' },
  { code: -219, message: 'App is removed or disabled', action: 'hold', words: 'ứng dụng bị gỡ hoặc bị khóa' },
  {
    code: -220,
    message: 'access_token is expired or removed',
    action: 'refresh-token',
    words: 'mã truy cập đã hết hạn',
  },
  { code: -221, message: 'OA needs verification', action: 'hold', words: 'Official Account chưa được xác thực' },
  {
    code: -223,
    message: 'Official Account has not authorized this API',
    action: 'alarm',
    words: 'Official Account chưa cấp quyền, cần đồng ý lại',
  },
  {
    code: -224,
    message: 'OA needs to upgrade its tier',
    action: 'alarm',
    words: 'gói dịch vụ của Official Account chưa đủ',
  },
  {
    code: -227,
    message: 'User is banned or has been inactive for more than 45 days',
    action: 'unreachable',
    words: 'tài khoản Zalo bị khóa hoặc không hoạt động quá 45 ngày',
  },
  {
    code: -230,
    message: 'User has not interacted with the OA in the past 7 days',
    action: 'next-wire',
    words: 'người nhận không tương tác với Official Account trong 7 ngày',
  },
  {
    code: -232,
    message: 'User has no valid interaction with the OA',
    action: 'next-wire',
    words: 'người nhận chưa từng tương tác với Official Account',
  },
  {
    code: -233,
    message: 'Message type is invalid or not support',
    action: 'our-bug',
    words: 'loại tin không được hỗ trợ',
  },
  {
    code: -234,
    message: 'This message cannot be sent at night (10PM - 6AM)',
    action: 'next-window',
    window: 'morning',
    words: 'Zalo không nhận tin từ 22 giờ đến 6 giờ',
  },
  {
    code: -235,
    message: 'API does not support this type of OA',
    action: 'alarm',
    words: 'loại Official Account không dùng được API này',
  },
  { code: -237, message: 'The group is disabled', action: 'alarm', words: 'nhóm Zalo đã ngừng' },
  { code: -240, message: 'MessageV2 API has been shut down', action: 'our-bug', words: 'API cũ đã ngừng' },
  { code: -242, message: 'Invalid appsecret_proof', action: 'hold', words: 'sai khóa bí mật của ứng dụng' },
  {
    code: -244,
    message: 'User has restricted this message type from your OA',
    action: 'unreachable',
    words: 'người nhận đã tắt loại tin này',
  },
  {
    code: -248,
    message: 'Message violates our platform standards',
    action: 'our-bug',
    words: 'nội dung vi phạm quy định của Zalo',
  },
  {
    code: -249,
    message: 'Template does not support send via UID',
    action: 'next-wire',
    words: 'mẫu tin không gửi được theo mã người dùng',
  },
  {
    code: -320,
    message: 'Your app needs a Zalo Cloud Account',
    action: 'hold',
    words: 'chưa liên kết Zalo Cloud Account',
  },
  { code: -321, message: 'Zalo Cloud Account is out of money', action: 'hold', words: 'Zalo Cloud Account hết tiền' },
  { code: -403, message: 'OA is not in group', action: 'alarm', words: 'Official Account không ở trong nhóm' },
];

/** Template messages by phone (`business.openapi.zalo.me`, formerly ZNS). */
export const ZBS_ERRORS: readonly ZaloError[] = [
  { code: -100, message: 'Unknown error', action: 'retry', words: 'Zalo báo lỗi không rõ, thử lại' },
  { code: -101, message: 'Application is invalid', action: 'hold', words: 'ứng dụng không hợp lệ' },
  { code: -102, message: 'Application is not existed', action: 'hold', words: 'ứng dụng không tồn tại' },
  { code: -103, message: 'Application is inactive', action: 'hold', words: 'ứng dụng chưa kích hoạt' },
  { code: -104, message: 'Secret key is invalid', action: 'hold', words: 'sai khóa bí mật của ứng dụng' },
  {
    code: -105,
    message: 'Application is not linked to the OA',
    action: 'hold',
    words: 'ứng dụng chưa liên kết Official Account',
  },
  { code: -106, message: 'Method is unsupported', action: 'our-bug', words: 'phương thức không được hỗ trợ' },
  { code: -107, message: 'Message id is invalid', action: 'our-bug', words: 'mã tin không hợp lệ' },
  { code: -108, message: 'Phone number is invalid', action: 'unreachable', words: 'số điện thoại không hợp lệ' },
  { code: -109, message: 'Template id is invalid', action: 'alarm', words: 'mã mẫu tin không hợp lệ' },
  {
    code: -110,
    message: 'Zalo app version of the user is not supported',
    action: 'fallback',
    words: 'phiên bản Zalo của người nhận không hỗ trợ',
  },
  { code: -111, message: 'Template data is empty', action: 'our-bug', words: 'thiếu dữ liệu mẫu tin' },
  {
    code: -112,
    message: 'Template data type is invalid',
    action: 'our-bug',
    words: 'kiểu dữ liệu của tham số mẫu tin sai',
  },
  { code: -113, message: 'Button is invalid', action: 'our-bug', words: 'nút bấm của mẫu tin sai' },
  {
    code: -114,
    message: 'User cannot receive the message',
    action: 'fallback',
    words: 'người nhận không nhận được tin',
  },
  { code: -115, message: 'Out of quota or balance', action: 'hold', words: 'hết hạn mức hoặc hết tiền' },
  { code: -116, message: 'Content is invalid', action: 'our-bug', words: 'nội dung không hợp lệ' },
  { code: -117, message: 'No access to the template', action: 'alarm', words: 'không có quyền dùng mẫu tin' },
  {
    code: -118,
    message: 'Zalo account is not existed',
    action: 'unreachable',
    words: 'số điện thoại không có tài khoản Zalo',
  },
  {
    code: -119,
    message: 'Zalo account cannot receive the message',
    action: 'unreachable',
    words: 'tài khoản Zalo không nhận được tin',
  },
  {
    code: -120,
    message: 'OA has no permission for this function',
    action: 'alarm',
    words: 'Official Account chưa được cấp quyền này',
  },
  { code: -121, message: 'Body is empty', action: 'our-bug', words: 'thân yêu cầu trống' },
  { code: -122, message: 'Body is not JSON', action: 'our-bug', words: 'thân yêu cầu không phải JSON' },
  { code: -123, message: 'RSA decode failed', action: 'our-bug', words: 'giải mã RSA không được' },
  { code: -124, message: 'Access token is invalid', action: 'refresh-token', words: 'mã truy cập không còn hợp lệ' },
  { code: -125, message: 'OA id is invalid', action: 'hold', words: 'mã Official Account không hợp lệ' },
  {
    code: -126,
    message: 'Wallet of the development mode is out of balance',
    action: 'hold',
    words: 'hết số dư của chế độ thử nghiệm',
  },
  {
    code: -127,
    message: 'Development mode sends to admins only',
    action: 'our-bug',
    words: 'chế độ thử nghiệm chỉ gửi được cho quản trị viên',
  },
  { code: -131, message: 'Template is not approved', action: 'alarm', words: 'mẫu tin chưa được duyệt' },
  { code: -132, message: 'Parameter is invalid', action: 'our-bug', words: 'tham số không hợp lệ' },
  {
    code: -133,
    message: 'This message cannot be sent at night (10PM - 6AM)',
    action: 'next-window',
    window: 'morning',
    words: 'Zalo không nhận tin từ 22 giờ đến 6 giờ',
  },
  {
    code: -135,
    message: 'OA may not send this message',
    action: 'alarm',
    words: 'Official Account không được gửi loại tin này',
  },
  { code: -136, message: 'Zalo Cloud Account is missing', action: 'hold', words: 'chưa liên kết Zalo Cloud Account' },
  {
    code: -137,
    message: 'Charging the Zalo Cloud Account failed',
    action: 'hold',
    words: 'không trừ được tiền Zalo Cloud Account',
  },
  { code: -138, message: 'Application has no permission', action: 'alarm', words: 'ứng dụng chưa có quyền' },
  {
    code: -139,
    message: 'User refused this type of message',
    action: 'unreachable',
    words: 'người nhận từ chối loại tin này',
  },
  {
    code: -140,
    message: 'User is not eligible for this message',
    action: 'fallback',
    words: 'người nhận không thuộc diện nhận tin này',
  },
  {
    code: -141,
    message: 'User refused messages of the OA',
    action: 'unreachable',
    words: 'người nhận từ chối tin của Official Account',
  },
  {
    code: -144,
    message: 'OA reached its daily limit',
    action: 'next-window',
    window: 'tomorrow',
    words: 'hết hạn mức trong ngày của Official Account',
  },
  { code: -145, message: 'Type of message is not allowed', action: 'alarm', words: 'loại tin không được phép' },
  { code: -146, message: 'Template is disabled', action: 'alarm', words: 'mẫu tin bị khóa vì chất lượng thấp' },
  {
    code: -147,
    message: 'Template reached its daily limit',
    action: 'next-window',
    window: 'tomorrow',
    words: 'mẫu tin hết hạn mức trong ngày',
  },
  { code: -161, message: 'Sending mode is invalid', action: 'our-bug', words: 'chế độ gửi không hợp lệ' },
  { code: -162, message: 'Sending mode is not allowed', action: 'our-bug', words: 'chế độ gửi chưa được cấp' },
  { code: -1121, message: 'Parameter is too long', action: 'our-bug', words: 'tham số mẫu tin quá dài' },
  { code: -1122, message: 'Parameter is missing', action: 'our-bug', words: 'thiếu tham số mẫu tin' },
  { code: -1124, message: 'Parameter has a wrong format', action: 'our-bug', words: 'tham số mẫu tin sai định dạng' },
  { code: -1131, message: 'Button data is invalid', action: 'our-bug', words: 'dữ liệu nút bấm sai' },
  { code: -1241, message: 'Invalid appsecret_proof', action: 'hold', words: 'sai khóa bí mật của ứng dụng' },
  { code: -1351, message: 'OA is blocked from sending', action: 'hold', words: 'Official Account bị chặn gửi tin' },
  { code: -1381, message: 'Extension has no permission', action: 'alarm', words: 'tiện ích chưa có quyền' },
  {
    code: -1441,
    message: 'OA reached its monthly promotion limit',
    action: 'next-window',
    window: 'next-month',
    words: 'hết hạn mức truyền thông trong tháng',
  },
  {
    code: -1471,
    message: 'User reached the daily limit of this message',
    action: 'next-window',
    window: 'tomorrow',
    words: 'người nhận đã nhận đủ tin trong ngày',
  },
  {
    code: -1472,
    message: 'User reached the monthly limit of this message',
    action: 'fallback',
    words: 'người nhận đã nhận đủ tin trong tháng',
  },
];

/** What a code means on a wire; a code in neither table is not guessed: a person looks, another channel carries the message. */
export function zaloError(wire: ZaloWire, code: number, message: string): ZaloError {
  // The template wire by user id lives on the OA host but reports template faults with the codes of the other table.
  const tables = wire === 'oa' ? [OA_ERRORS, ZBS_ERRORS] : [ZBS_ERRORS];
  const known = tables.flatMap((table) => table.filter((one) => one.code === code))[0];
  if (known === undefined) {
    return { code, message, action: 'alarm', words: `mã lỗi Zalo chưa biết ${code}: ${message}` };
  }
  // -32 also says that the OA (not the app) has called too often; both pass with the minute. -223 also stands for a used-up upload allowance.
  if (wire === 'oa' && code === -223 && /quota|limit/i.test(message)) {
    return { ...known, message, action: 'next-window', window: 'next-month', words: 'hết lượt tải tệp trong tháng' };
  }
  return known;
}
