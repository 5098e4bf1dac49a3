// The first people of an office: whoever started the installation becomes its administrator by the link that was printed, invites a second
// person, who reads the mail, sets a password, signs in, and reports.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ownProduct } from '../support/own-product.ts';
import { eventually } from '../support/running-engine.ts';
import { devMessages } from '../support/started-stack.ts';

const product = ownProduct();

const LINK = /http:\/\/localhost:\d+\/dat-mat-khau#[\w-]+/;
const CLERK = 'van-phong.cv@tu-ky.example';

async function openAs(): Promise<Page> {
  const context = await product.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN' });
  return context.newPage();
}

test('from the link that the start prints to the report of a second person', async () => {
  let link = '';
  await eventually('the link is printed', async () => {
    link = LINK.exec(product.stack.output())?.[0] ?? '';
    return link !== '';
  });
  const admin = await openAs();
  await admin.goto(link);
  await admin.getByLabel('Họ và tên').fill('Đỗ Thị Quản Trị');
  await admin.getByLabel('Thư điện tử').fill('quan-tri@don-vi.example');
  await admin.getByLabel('Mật khẩu').fill('123456789012');
  await admin.getByRole('button', { name: /Tạo tài khoản/ }).click();
  await admin.getByText('danh sách mật khẩu đã bị lộ').waitFor();
  await admin.getByLabel('Mật khẩu').fill('ba con mèo và một cái cầu thang');
  await admin.getByRole('button', { name: /Tạo tài khoản/ }).click();
  await admin.getByRole('button', { name: 'Tài khoản Đỗ Thị Quản Trị' }).waitFor();

  // From then on the link is used up, and the sample's accounts are closed.
  const late = await openAs();
  await late.goto(link);
  await late.getByText('không còn dùng được').waitFor();
  await late.goto(`${product.folder.url}/dang-nhap`);
  await late.getByLabel('Thư điện tử hoặc tên đăng nhập').fill('can-bo');
  await late.getByLabel('Mật khẩu').fill('don-doc-dung-thu');
  await late.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await late.getByText('Tài khoản đã được tắt').waitFor();

  const invited = await admin.request.post(`${product.folder.url}/api/accounts`, {
    data: { email: CLERK, name: 'Phạm Thị Quyên' },
  });
  expect(invited.status()).toBe(200);
  let letter = '';
  await eventually(
    'the invitation is in the mailbox',
    async () => {
      const mail = (await devMessages(product.folder)).find(
        ({ to, subject }) => to.includes(CLERK) && /^Mời sử dụng/.test(subject),
      );
      letter = LINK.exec(mail?.text ?? '')?.[0] ?? '';
      return letter !== '';
    },
    30_000,
  );

  const clerk = await openAs();
  await clerk.goto(letter);
  await clerk.getByText('Phạm Thị Quyên').waitFor();
  await clerk.getByLabel('Mật khẩu').fill('hoa phượng nở đỏ cả sân trường');
  await clerk.getByRole('button', { name: /Đặt mật khẩu/ }).click();
  await clerk.getByRole('button', { name: 'Tài khoản Phạm Thị Quyên' }).waitFor();
  // As the clerk of an agency: its own work, and neither plans nor channels.
  await clerk.locator('nav').getByRole('link', { name: 'Kế hoạch' }).waitFor({ state: 'detached' });
  const list = await (await clerk.request.get(`${product.folder.url}/api/assignments?status=in-progress`)).json();
  const work: { id: string; agencyId: string }[] = list.items;
  expect([...new Set(work.map(({ agencyId }) => agencyId))]).toEqual(['van-phong']);
  const id = work[0]?.id as string;

  await clerk.goto(`${product.folder.url}/viec/${id}`);
  await clerk.getByRole('button', { name: 'Báo cáo kết quả' }).click();
  const dialog = clerk.getByRole('dialog');
  await dialog.getByLabel('Kết quả thực hiện').fill('Đã ban hành kế hoạch.');
  await dialog.getByRole('button', { name: 'Báo cáo kết quả' }).click();
  await clerk.locator('.report-list').getByText('Đã ban hành kế hoạch.').waitFor();
  expect(await clerk.getByRole('button', { name: 'Xác nhận hoàn thành' }).count()).toBe(0);

  // Signed out, a page of the office leads to the sign-in page, and back to where somebody wanted to go.
  await clerk.getByRole('button', { name: /^Tài khoản/ }).click();
  await clerk.getByText('Đăng xuất').click();
  await clerk.waitForURL('**/dang-nhap');
  await clerk.goto(`${product.folder.url}/viec/${id}`);
  await clerk.waitForURL('**/dang-nhap?ve=*');
  await clerk.getByLabel('Thư điện tử hoặc tên đăng nhập').fill(CLERK);
  await clerk.getByLabel('Mật khẩu').fill('hoa phượng nở đỏ cả sân trường');
  await clerk.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await clerk.waitForURL(`**/viec/${id}`);
  await clerk.locator('.report-list').getByText('Đã ban hành kế hoạch.').waitFor();
}, 180_000);
