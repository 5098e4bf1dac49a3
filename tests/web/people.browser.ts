// Who comes in, and who lets them in: the sign-in page and the administrator's list.
import { describe, expect, test } from 'vitest';
import { phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const site = useSite();
const NOBODY = { status: 401, code: 'sign-in-needed', title: 'Cần đăng nhập', detail: 'Đăng nhập để dùng trang này.' };

describe('the sign-in page', () => {
  test('whoever is not signed in is led there, and back to where they wanted to go', async () => {
    site.api.break('getMe', NOBODY);
    await site.page.goto(`${site.api.url}/viec?dueState=open-overdue`);
    await site.page.waitForURL('**/dang-nhap?ve=*');
    site.api.heal();
    await site.page.getByRole('button', { name: 'can-bo' }).click();
    await site.page.getByLabel('Mật khẩu').fill('don-doc-dung-thu');
    await site.page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await site.page.waitForURL('**/viec?dueState=open-overdue');
    const [sent] = site.api.posts;
    expect(sent).toEqual({
      operation: 'signIn',
      body: { name: 'can-bo', password: 'don-doc-dung-thu', remember: true },
    });
  });

  test('a session that ends while a page is open leads there too', async () => {
    const page = await site.open('/ke-hoach');
    site.api.break('getMe', NOBODY);
    site.api.break('getOverview', NOBODY);
    await page.getByRole('link', { name: 'Tổng quan' }).click();
    await page.waitForURL('**/dang-nhap');
  });

  test('a way back to another server is none', async () => {
    const page = await site.open('/dang-nhap?ve=//evil.example/x');
    await page.getByLabel('Thư điện tử hoặc tên đăng nhập').fill('can-bo');
    await page.getByLabel('Mật khẩu').fill('don-doc-dung-thu');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
  });

  test('a refusal keeps the name, and says what to do', async () => {
    const page = await site.open('/dang-nhap', phone);
    site.api.break('signIn', { status: 401, code: 'sign-in-wrong', title: 'Chưa đăng nhập được', detail: 'Nhập lại.' });
    await page.getByLabel('Thư điện tử hoặc tên đăng nhập').fill('can-bo');
    await page.getByLabel('Mật khẩu').fill('sai');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByText('Nhập lại.').waitFor();
    expect(await page.getByLabel('Thư điện tử hoặc tên đăng nhập').inputValue()).toBe('can-bo');
  });
});

describe('a second factor that is asked for', () => {
  test('whoever has none sees how to set one up, and nothing else', async () => {
    site.api.world.awaits = 'second-factor';
    const page = await site.open('/viec');
    await page.getByRole('heading', { level: 1, name: 'Bật xác thực hai bước' }).waitFor();
    await takeScreenshot(page, 'second-factor-needed');
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.getByLabel('Mật khẩu').fill('con đường làng quanh co');
    await page.getByRole('button', { name: 'Bật xác thực hai bước' }).click();
    await page.getByLabel('Mã 6 số').fill('123456');
    site.api.world.awaits = null;
    await page.getByRole('button', { name: 'Xác nhận và bật' }).click();
    await page.getByRole('heading', { level: 1, name: 'Việc' }).waitFor();
  });

  test('an administrator says of whom', async () => {
    const page = await site.open('/quan-tri');
    await page.getByRole('radio', { name: 'Mọi người' }).check();
    await takeScreenshot(page, 'administration');
    await page.getByRole('region', { name: 'Bắt buộc xác thực hai bước' }).getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu.').waitFor();
    expect(site.api.posts.at(-1)).toEqual({ operation: 'requireSecondFactor', body: { whom: 'everybody' } });
  });

  test('an administrator says how they recognised who has lost it, and takes it away', async () => {
    const page = await site.open('/nguoi-dung');
    await page.getByRole('button', { name: 'Gỡ xác thực hai bước' }).click();
    const dialog = page.getByRole('dialog');
    await takeScreenshot(page, 'drop-factor');
    await dialog.getByRole('button', { name: 'Gỡ', exact: true }).click();
    await dialog.getByText('Ghi cách đã xác minh.').waitFor();
    await dialog.getByLabel('Đã xác minh người này bằng cách nào?').fill('Gặp trực tiếp, đối chiếu thẻ');
    await dialog.getByRole('button', { name: 'Gỡ', exact: true }).click();
    await page.getByText('được báo bằng thư').waitFor();
    expect(site.api.posts.at(-1)).toEqual({
      operation: 'dropSecondFactor',
      body: { how: 'Gặp trực tiếp, đối chiếu thẻ' },
    });
  });
});

describe('the list of people', () => {
  test('an administrator invites somebody with a role of an agency', async () => {
    const page = await site.open('/nguoi-dung');
    await page.getByText('đã mời, chưa đặt mật khẩu').waitFor();
    await page.getByRole('button', { name: 'Mời người dùng' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Họ và tên').fill('Lê Văn Năm');
    await dialog.getByLabel('Thư điện tử').fill('nam@tu-ky.example');
    await dialog.getByLabel('Vai trò').click();
    await page.getByTitle('Chuyên viên cơ quan chủ trì').click();
    await dialog.getByLabel('Cơ quan').click();
    const [agency] = site.api.world.agencies;
    await page.getByTitle(agency?.name ?? '', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Gửi lời mời' }).click();
    await page.getByText('Đã gửi lời mời tới nam@tu-ky.example.').waitFor();
    expect(site.api.posts.at(-1)).toEqual({
      operation: 'inviteAccount',
      body: {
        email: 'nam@tu-ky.example',
        name: 'Lê Văn Năm',
        roles: [{ role: 'lead-clerk', agencyId: agency?.id, from: null, to: null }],
      },
    });
  });

  test('who signed in long ago shows that it is they, and what they asked for goes on', async () => {
    const page = await site.open('/nguoi-dung', phone);
    const refused = {
      status: 403,
      code: 'proof-needed',
      title: 'Cần xác nhận lại đúng là anh/chị',
      detail: 'Nhập lại.',
    };
    site.api.break('switchAccount', refused);
    await page.getByRole('button', { name: 'Tắt' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Xác nhận đúng là anh/chị' });
    await dialog.getByRole('button', { name: 'Thôi' }).click();
    await page.getByText('Nhập lại.').waitFor();
    expect(site.api.posts.filter(({ operation }) => operation === 'prove')).toEqual([]);
    await page.getByRole('button', { name: 'Tắt' }).first().click();
    await dialog.getByLabel('Mật khẩu').fill('con đường làng quanh co');
    await takeScreenshot(page, 'proof');
    site.api.heal();
    await dialog.getByRole('button', { name: 'Tiếp tục' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => site.api.posts.map(({ operation }) => operation)).toEqual(['prove', 'switchAccount']);
    expect(site.api.posts.at(-1)?.body).toEqual({ active: false });
  });

  test('an invitation that was lost is sent again', async () => {
    const page = await site.open('/nguoi-dung');
    await takeScreenshot(page, 'users');
    await page.getByRole('button', { name: 'Gửi lại lời mời cho Trần Văn Mới' }).click();
    await page.getByText('Đã gửi lại lời mời tới moi@tu-ky.example.').waitFor();
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['inviteAgain']);
  });

  test('on a phone it is as wide as the screen', async () => {
    const page = await site.open('/nguoi-dung', phone);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  });
});
