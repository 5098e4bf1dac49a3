// The ZBS templates that the office submits to Zalo for approval, as data: their words, and the limits every value is cut to.
// Limits per type of parameter: title 5, status 30, name 30, date 20, organisation or product name 200, URL 200, quantity 20 (characters, NFC).
// A reminder can only say what an approved template says, so the title of the work is cut and the link carries the rest.

export type ZaloParam = {
  name: string;
  type: 'name' | 'organisation' | 'status' | 'date' | 'quantity' | 'url';
  minLength: number;
  maxLength: number;
};

export const ZALO_TEMPLATE_KEYS = ['nhac-viec', 'hoi-tien-do', 'tong-hop'] as const;
export type ZaloTemplateKey = (typeof ZALO_TEMPLATE_KEYS)[number];

export type ZaloTemplate = {
  key: ZaloTemplateKey;
  /** TITLE component: 9 to 65 characters. */
  title: string;
  /** PARAGRAPH component: 9 to 400 characters, parameters in angle brackets. */
  paragraph: string;
  button: { title: string; urlParam: string };
  params: readonly ZaloParam[];
};

const param = (name: string, type: ZaloParam['type'], maxLength: number): ZaloParam => ({
  name,
  type,
  minLength: 1,
  maxLength,
});

const READER = param('nguoi_nhan', 'name', 30);
const OFFICE = param('don_vi', 'organisation', 200);
const LINK = param('duong_dan', 'url', 200);

export const ZALO_TEMPLATES: Readonly<Record<ZaloTemplateKey, ZaloTemplate>> = {
  'nhac-viec': {
    key: 'nhac-viec',
    title: 'Nhắc thực hiện nhiệm vụ: <tinh_trang>',
    paragraph:
      'Kính gửi <nguoi_nhan>. <don_vi> nhắc nhiệm vụ "<nhiem_vu>" do <co_quan> chủ trì, hạn hoàn thành <han>. Đề nghị xem và xử lý.',
    button: { title: 'Xem nhiệm vụ', urlParam: 'duong_dan' },
    params: [
      READER,
      OFFICE,
      param('nhiem_vu', 'organisation', 200),
      param('co_quan', 'organisation', 200),
      param('tinh_trang', 'status', 30),
      param('han', 'date', 20),
      LINK,
    ],
  },
  'hoi-tien-do': {
    key: 'hoi-tien-do',
    title: 'Đề nghị báo tiến độ <ky>',
    paragraph: 'Kính gửi <nguoi_nhan>. <don_vi> đề nghị <co_quan> báo tiến độ nhiệm vụ "<nhiem_vu>".',
    button: { title: 'Xem nhiệm vụ', urlParam: 'duong_dan' },
    params: [
      READER,
      OFFICE,
      param('nhiem_vu', 'organisation', 200),
      param('co_quan', 'organisation', 200),
      param('ky', 'status', 30),
      LINK,
    ],
  },
  'tong-hop': {
    key: 'tong-hop',
    title: 'Tổng hợp nhiệm vụ ngày <ngay>',
    paragraph: 'Kính gửi <nguoi_nhan>. <don_vi> thông báo <so_viec>: <chi_tiet>. Đề nghị xem danh sách và xử lý.',
    button: { title: 'Xem danh sách', urlParam: 'duong_dan' },
    params: [
      READER,
      OFFICE,
      param('so_viec', 'quantity', 20),
      param('chi_tiet', 'organisation', 200),
      param('ngay', 'date', 20),
      LINK,
    ],
  },
};
