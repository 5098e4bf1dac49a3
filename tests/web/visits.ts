// Every address of the router as the tests of all pages open it, and what of it opens besides.
import type { Page } from 'playwright-core';
import { DRAFT_ID } from './mock-world.ts';

export interface Visit {
  /** As the router has it. */
  route: string;
  path: string;
  /** What of it opens besides, by what opens it. */
  opened?: Record<string, (page: Page) => Promise<unknown>>;
  /** At most so many KB come over the line when a browser that knows nothing opens it. */
  firstLoadKb: number;
}

export const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).first().click();

export const VISITS: Visit[] = [
  { route: '/l/:token', path: '/l/nhan-viec', firstLoadKb: 150 },
  { route: '/l/:token', path: '/l/bao-cao', firstLoadKb: 150 },
  { route: '/l/:token', path: '/l/da-dung', firstLoadKb: 150 },
  { route: '/l/:token', path: '/l/khong-co', firstLoadKb: 150 },
  { route: '/l/:token/viec-cua-toi', path: '/l/tat-ca/viec-cua-toi', firstLoadKb: 150 },
  { route: '/dang-nhap', path: '/dang-nhap', firstLoadKb: 447 },
  { route: '/quen-mat-khau', path: '/quen-mat-khau', firstLoadKb: 447 },
  { route: '/dat-mat-khau', path: '/dat-mat-khau#x', firstLoadKb: 447 },
  {
    route: '/',
    path: '/',
    firstLoadKb: 447,
    opened: {
      'the account menu': press(/^Tài khoản/),
      'one field for everything': press('Tìm nhanh'),
      'the keys': (page) => page.keyboard.press('?'),
    },
  },
  {
    route: '/viec',
    path: '/viec',
    firstLoadKb: 447,
    opened: {
      'chosen rows': (page) =>
        page
          .getByLabel(/^Chọn: /)
          .first()
          .check(),
      'a kept view': async (page) => {
        await page.getByLabel('Tìm theo nội dung công việc').fill('a');
        await press(/Lưu bộ lọc này$/)(page);
      },
      'a filter': (page) => page.getByRole('combobox', { name: 'Cơ quan chủ trì' }).click(),
    },
  },
  {
    route: '/viec/:id',
    path: '/viec/a-2-4',
    firstLoadKb: 447,
    opened: { 'a report': press(/^Báo cáo kết quả/), 'a withdrawal': press(/^Thu hồi/) },
  },
  { route: '/ke-hoach', path: '/ke-hoach', firstLoadKb: 447 },
  {
    route: '/ke-hoach/:id',
    path: `/ke-hoach/${DRAFT_ID}?loc=can-xem`,
    firstLoadKb: 447,
  },
  {
    route: '/ke-hoach/:id',
    path: `/ke-hoach/${DRAFT_ID}`,
    firstLoadKb: 447,
    opened: { 'a deadline': press('Sửa thời hạn') },
  },
  { route: '/bao-cao', path: '/bao-cao', firstLoadKb: 447 },
  {
    route: '/kenh-gui',
    path: '/kenh-gui',
    firstLoadKb: 447,
    opened: {
      'a new subscription': press(/Thêm hệ thống$/),
      'a new secret': press('Đổi khóa ký'),
      'a removal': press('Xóa'),
      'what was not delivered': press('Xem sự kiện không gửi được'),
    },
  },
  { route: '/viec-cua-toi', path: '/viec-cua-toi', firstLoadKb: 447 },
  {
    route: '/viec-cap-tren-giao',
    path: '/viec-cap-tren-giao',
    firstLoadKb: 447,
    opened: {
      'handing on': press(/^Giao tiếp: Rà soát/),
      'a report to above': press(/^Báo cáo lên cấp trên: Thống kê/),
    },
  },
  { route: '/bat-dau', path: '/bat-dau', firstLoadKb: 447 },
  { route: '/danh-ba', path: '/danh-ba', firstLoadKb: 447 },
  { route: '/lich', path: '/lich', firstLoadKb: 447 },
  { route: '/thang', path: '/thang', firstLoadKb: 447 },
  { route: '/tai-khoan', path: '/tai-khoan', firstLoadKb: 447 },
  {
    route: '/nguoi-dung',
    path: '/nguoi-dung',
    firstLoadKb: 447,
    opened: { 'an invitation': press('Mời người dùng'), 'a role': press('Giao vai trò') },
  },
  {
    route: '/nhat-ky',
    path: '/nhat-ky',
    firstLoadKb: 447,
    opened: { 'an event': press(/^Chi tiết: sự kiện/), 'a check': press(/Kiểm tra sổ$/) },
  },
  {
    route: '/quan-tri',
    path: '/quan-tri',
    firstLoadKb: 447,
    opened: {
      'a revocation': press(/^Thu hồi khóa/),
      'another office': press('Thêm cơ quan'),
      'an address of letters': press('Địa chỉ gửi thư của UBND xã An Thanh'),
    },
  },
  { route: '/dev/mailbox', path: '/dev/mailbox?thu=3', firstLoadKb: 447 },
  { route: '*', path: '/khong-co-trang-nay', firstLoadKb: 447 },
];
