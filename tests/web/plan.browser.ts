import { describe, expect, test } from 'vitest';
import { at } from '../support/moments.ts';
import { DRAFT_ID } from './mock-world.ts';
import { phone, useSite } from './site.ts';
import { takeScreenshot } from './take-screenshot.ts';

const docx = { name: 'ke-hoach.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') };

describe('plans', () => {
  const site = useSite();

  test('a file is read into a draft and opened; nothing is given out yet', async () => {
    const page = await site.open('/ke-hoach');
    await page.setInputFiles('input[type=file]', docx);
    await page.waitForURL(`**/ke-hoach/${DRAFT_ID}`);
    await page.locator('.plan-issues').getByText('Bảng 1, dòng 48').waitFor();
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['importPlan']);
  });

  test('a refused file names everything that is wrong with it', async () => {
    site.api.break('importPlan', {
      status: 422,
      title: 'Không đọc được kế hoạch',
      detail: 'Sửa các lỗi được nêu rồi gửi lại.',
      issues: [
        { place: 'bảng 1', message: 'Không có cột thời gian.' },
        { place: 'bảng 2, dòng 7', message: 'Không có cơ quan chủ trì.' },
      ],
    });
    const page = await site.open('/ke-hoach');
    await page.setInputFiles('input[type=file]', docx);
    await page.getByText('Không có cột thời gian.').waitFor();
    await page.getByText('Không có cơ quan chủ trì.').waitFor();
  });

  test('a picture is turned away before it is sent', async () => {
    const page = await site.open('/ke-hoach');
    await page.setInputFiles('input[type=file]', { ...docx, name: 'anh-chup.png' });
    await page.getByText('Không đọc được loại tệp này').waitFor();
    expect(site.api.posts).toEqual([]);
  });

  test('work is given out only when every date is decided, and the progress is shown to the end', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`);
    const publish = page.locator('.publish-bar').getByRole('button', { name: 'Giao việc' });
    expect(await publish.isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Xem các dòng này' }).click();
    for (let left = 3; left > 0; left--) {
      await page.getByText(`Cần xem lại (${left})`).waitFor();
      const editor = page.locator('.deadline-editor').first();
      await editor.getByRole('textbox').fill('Quý IV/2027');
      await editor.getByRole('button', { name: 'Đọc lại' }).click();
    }
    await page.getByText('Không còn thời hạn nào cần xem lại.').waitFor();
    await publish.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Giao việc' }).click();
    await page.getByText(/Đã giao \d+\/96 việc/).waitFor();
    await page.getByRole('link', { name: 'Xem 96 việc được giao' }).waitFor({ timeout: 15_000 });
  });

  test('a plan of 2,000 rows is shown in pages, which can be passed on as addresses', async () => {
    const detail = site.api.world.details.get(DRAFT_ID);
    if (detail === undefined) throw new Error('the draft is gone');
    const [sure] = detail.rows.filter(({ reading }) => reading.sure);
    for (let n = detail.rows.length; n < 2_000; n += 1)
      detail.rows.push({ ...structuredClone(sure ?? detail.rows[0]!), id: `row-${n}`, title: `Hoạt động số ${n + 1}` });
    detail.plan.rows = detail.rows.length;
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`);
    expect(await page.locator('.plan-rows tbody tr').count()).toBe(50);
    await page.locator('.plan-pages').getByTitle('40').click();
    await page.waitForURL(/page=40$/);
    await page.getByText(/Hoạt động số 2000/).waitFor();
    expect(await page.locator('.plan-rows tbody tr').count()).toBe(50);
    await takeScreenshot(page, 'plan-pages');
    await page.reload();
    await page.getByText(/Hoạt động số 2000/).waitFor();
    await page.getByText('Cần xem lại (3)').click();
    await page.waitForURL(/\?loc=can-xem$/);
    await page.waitForFunction(() => document.querySelectorAll('.plan-rows tbody tr').length === 3);
    expect(await page.locator('.plan-pages').count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${site.api.url}/ke-hoach/${DRAFT_ID}?page=2`);
    await page.locator('.plan-pages').getByLabel('Trang sau').click();
    await page.waitForURL(/page=3$/);
    await page.getByText(/Hoạt động số 101/).waitFor();
    await takeScreenshot(page, 'plan-pages-phone');
  });

  test('an officer who was slower sees what the other wrote, and chooses to keep it or to write their own', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}?loc=can-xem`);
    const editor = page.locator('.deadline-editor').first();
    const changed = {
      status: 412,
      code: 'changed-meanwhile',
      title: 'Nội dung đã được người khác thay đổi',
      detail:
        'Nội dung đã thay đổi sau khi anh/chị mở trang. Nguyễn Thị Hạnh, 09:05 ngày 20/11/2026: bảng 1, dòng 7: đã đổi thời gian từ «Theo lộ trình của tỉnh» thành «Quý III/2027». Chưa có gì của anh/chị được ghi.',
      current: { etag: '"row-5-2"', value: 'Quý III/2027' },
    };
    const decide = async () => {
      site.api.break('decideDeadline', changed);
      await editor.getByRole('textbox').fill('Quý IV/2027');
      await editor.getByRole('button', { name: 'Đọc lại' }).click();
      await editor.getByText('“Quý III/2027”').waitFor();
      site.api.heal();
    };
    await decide();
    expect(site.api.sent.map(({ ifMatch }) => ifMatch)).toEqual(['"row-5-1"']);
    await takeScreenshot(page, 'plan-412');
    await editor.getByRole('button', { name: 'Ghi lại “Quý IV/2027”' }).click();
    await page.getByText('Cần xem lại (2)').waitFor();
    expect(site.api.sent.map(({ ifMatch }) => ifMatch)).toEqual(['"row-5-1"', '"row-5-2"']);
    await decide();
    await editor.getByRole('button', { name: 'Giữ như hiện nay' }).click();
    await editor.getByText('“Quý III/2027”').waitFor({ state: 'detached' });
    expect(site.api.posts).toHaveLength(1);
  });

  test('a file whose content was given out is asked about, and whoever means it gets a new draft', async () => {
    const page = await site.open('/ke-hoach');
    site.api.break('importPlan', {
      status: 409,
      code: 'plan-published-before',
      title: 'Nội dung này đã được giao việc',
      detail: 'Nội dung của tệp này đã được giao việc lúc 09:00 ngày 02/03/2026 theo kế hoạch «Kế hoạch năm 2026».',
      href: '/ke-hoach/plan-1',
    });
    await page.setInputFiles('input[type=file]', docx);
    expect(await page.getByRole('link', { name: 'Mở kế hoạch đã giao' }).getAttribute('href')).toBe('/ke-hoach/plan-1');
    await takeScreenshot(page, 'plans-409');
    site.api.heal();
    await page.getByRole('button', { name: 'Vẫn nhập thành bản nháp mới' }).dblclick();
    await page.waitForURL(`**/ke-hoach/${DRAFT_ID}`);
    expect(site.api.sent.map(({ query }) => query)).toEqual([{}, { again: '1' }]);
    expect(new Set(site.api.sent.map(({ key }) => key)).size).toBe(2);
  });

  test('a file whose draft is there opens that draft and says since when', async () => {
    const detail = site.api.world.details.get(DRAFT_ID);
    if (detail) detail.alreadyImportedAt = at('2026-11-19T02:30:00Z');
    const page = await site.open('/ke-hoach');
    await page.setInputFiles('input[type=file]', docx);
    await page.getByText('đã được nhập lúc 09:30, 19/11/2026').waitFor();
    await takeScreenshot(page, 'plan-already');
  });

  test('a plan is given out as it was seen, once for a nervous double press, and again only when that is meant', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`);
    for (const row of site.api.world.details.get(DRAFT_ID)?.rows ?? []) row.decided = true;
    const plan = site.api.world.plans.find(({ id }) => id === DRAFT_ID);
    if (plan) plan.undecided = 0;
    await page.reload();
    site.api.break('publishPlan', {
      status: 409,
      code: 'plan-published-before',
      title: 'Nội dung này đã được giao việc',
      detail: 'Theo kế hoạch «Kế hoạch năm 2026».',
    });
    await page.locator('.publish-bar').getByRole('button', { name: 'Giao việc' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Giao việc' }).click();
    const again = page.getByRole('button', { name: 'Vẫn giao việc' });
    await again.waitFor();
    await takeScreenshot(page, 'publish-409');
    site.api.heal();
    site.api.delayMs = 100;
    await again.dblclick();
    await page.getByText(/Đã giao \d+\/96 việc/).waitFor();
    expect(site.api.sent.map(({ ifMatch, query }) => [ifMatch, query])).toEqual([
      [`"plan-${DRAFT_ID}-1"`, {}],
      [`"plan-${DRAFT_ID}-1"`, { again: '1' }],
    ]);
  });

  test('leads that nobody hears for are named before the press, and given out only when that is meant', async () => {
    for (const row of site.api.world.details.get(DRAFT_ID)?.rows ?? []) row.decided = true;
    const plan = site.api.world.plans.find(({ id }) => id === DRAFT_ID);
    if (plan) plan.undecided = 0;
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`);
    await page.getByText('1 cơ quan chủ trì chưa chắc có người nhận').waitFor();
    await page.getByText('Cơ quan chủ trì và người nhận (1)').waitFor();
    await page.getByText('Lưu ý khi đọc tệp (1)').waitFor();
    await takeScreenshot(page, 'plan-unheard');
    site.api.break('publishPlan', {
      status: 409,
      code: 'plan-has-unheard-leads',
      title: 'Có cơ quan chủ trì chưa có người nhận',
      detail: 'Có 1 cơ quan chủ trì chưa chắc có người nhận. Sửa danh bạ rồi giao lại.',
      issues: [{ place: 'bảng 1, dòng 53', message: 'Danh bạ không có cơ quan hay nhóm «Các ĐVSNCL».' }],
    });
    await page.locator('.publish-bar').getByRole('button', { name: 'Giao việc' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Giao việc' }).click();
    await page.locator('.publish-problem').getByText('«Các ĐVSNCL»').waitFor();
    await takeScreenshot(page, 'publish-unheard');
    site.api.heal();
    await page.getByRole('button', { name: 'Vẫn giao việc' }).click();
    await page.getByText(/Đã giao \d+\/96 việc/).waitFor();
    expect(site.api.sent.map(({ query }) => query)).toEqual([{}, { unheard: '1' }]);
  });

  test('a time text that cannot be read is refused with an example, and the row stays open', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}?loc=can-xem`);
    const editor = page.locator('.deadline-editor').first();
    await editor.getByRole('textbox').fill('hôm nào rảnh');
    await editor.getByRole('button', { name: 'Đọc lại' }).click();
    await editor.getByText('Chưa đọc được thời hạn').waitFor();
    await page.getByText('Cần xem lại (3)').waitFor();
  });

  test('a plan of unknown years asks for them first, offers what the file speaks of, and is not given out before', async () => {
    const detail = site.api.world.details.get(DRAFT_ID);
    if (detail === undefined) throw new Error('the draft is gone');
    Object.assign(detail.plan, {
      yearFrom: null,
      yearTo: null,
      issuedOn: '2026-01-05',
      yearEvidence: [
        { source: 'title', says: 'years', words: 'tên kế hoạch ghi «năm 2025»', yearFrom: 2025, yearTo: 2025 },
        { source: 'date', says: 'years', words: 'ngày của văn bản 05/01/2026', yearFrom: 2026, yearTo: 2026 },
        {
          source: 'title',
          says: 'nothing',
          words: '«Luật Đất đai năm 2024» là năm của văn bản được viện dẫn',
          yearFrom: null,
          yearTo: null,
        },
      ],
    });
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`);
    await page.getByRole('heading', { name: 'Kế hoạch này của năm nào?' }).waitFor();
    expect(await page.locator('.publish-bar').getByRole('button', { name: 'Giao việc' }).isDisabled()).toBe(true);
    await page.getByText('Không tính: «Luật Đất đai năm 2024»').waitFor();
    await takeScreenshot(page, 'plan-years-unknown');
    await page.getByRole('button', { name: 'năm 2026' }).click();
    expect(await page.getByLabel('Năm đầu').inputValue()).toBe('2026');
    await page.getByLabel('Năm cuối').fill('2030');
    await page.getByRole('button', { name: 'Ghi năm của kế hoạch' }).click();
    await page.getByRole('heading', { name: 'Năm của kế hoạch' }).waitFor();
    await page.locator('.plan-years-now').getByText('năm 2026–2030').waitFor();
    expect(site.api.posts).toEqual([
      { operation: 'setPlanYears', body: { yearFrom: 2026, yearTo: 2030, issuedOn: '2026-01-05' } },
    ]);
    expect(site.api.sent.map(({ ifMatch }) => ifMatch)).toEqual([`"plan-${DRAFT_ID}-1"`]);
  });

  test('a draft is deleted only when that is meant, once for a nervous double press, and leaves the list', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`, phone);
    const remove = page.locator('.publish-bar').getByRole('button', { name: 'Xóa bản nháp' });
    await remove.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('các thời hạn đã xác nhận sẽ bị xóa').waitFor();
    await takeScreenshot(page, 'plan-delete');
    await dialog.getByRole('button', { name: 'Đóng' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(site.api.sent).toEqual([]);
    await remove.click();
    site.api.delayMs = 200;
    await dialog.getByRole('button', { name: 'Xóa bản nháp' }).dblclick();
    await page.getByText('Đã xóa bản nháp.').waitFor();
    await page.waitForURL('**/ke-hoach');
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['deleteDraft']);
    expect(site.api.sent.map(({ ifMatch }) => ifMatch)).toEqual([`"plan-${DRAFT_ID}-1"`]);
    await page.waitForFunction((id) => !document.querySelector(`a[href="/ke-hoach/${id}"]`), DRAFT_ID);
  });

  test('a draft that could not be deleted stays open, with the reason', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`, phone);
    site.api.break('deleteDraft', {
      status: 412,
      code: 'changed-meanwhile',
      title: 'Nội dung đã được người khác thay đổi',
      detail: 'Nguyễn Thị Hạnh vừa xác nhận một thời hạn. Chưa có gì bị xóa.',
    });
    await page.locator('.publish-bar').getByRole('button', { name: 'Xóa bản nháp' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Xóa bản nháp' }).click();
    await page.locator('.publish-problem').getByText('Chưa có gì bị xóa.').waitFor();
    expect(page.url()).toContain(DRAFT_ID);
    await takeScreenshot(page, 'plan-delete-refused');
    site.api.heal();
    const asked = site.requests.length;
    await page.getByRole('button', { name: 'Xem bản nháp như hiện nay' }).click();
    await page.getByText('Chưa có gì bị xóa.').waitFor({ state: 'detached' });
    await expect
      .poll(() => site.requests.slice(asked).some((path) => path.startsWith(`/api/plans/${DRAFT_ID}`)))
      .toBe(true);
  });

  test('on a phone the years that were written stand there at once, with a word that it worked', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`, phone);
    await page.getByRole('button', { name: 'Sửa năm' }).click();
    await page.getByLabel('Năm đầu').fill('2026');
    await page.getByLabel('Năm cuối').fill('2028');
    const release = site.api.hold();
    await page.getByRole('button', { name: 'Ghi năm của kế hoạch' }).dblclick();
    await page.getByLabel('Năm đầu').and(page.locator(':disabled')).waitFor();
    release();
    await page.getByText('Kế hoạch năm 2026–2028: đã tính lại mọi thời hạn.').waitFor();
    await page.locator('.plan-years-now').getByText('năm 2026–2028').waitFor();
    await page.getByText('do người xem kế hoạch ghi').waitFor();
    expect(await page.getByLabel('Năm đầu').count()).toBe(0);
    expect(site.api.posts.map(({ operation }) => operation)).toEqual(['setPlanYears']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await takeScreenshot(page, 'plan-years-saved');
  });

  test('the years of a draft can be corrected, and what is typed stays when they are refused', async () => {
    const page = await site.open(`/ke-hoach/${DRAFT_ID}`);
    await page.getByRole('button', { name: 'Sửa năm' }).click();
    await page.getByLabel('Năm đầu').fill('2030');
    await page.getByLabel('Năm cuối').fill('2026');
    site.api.break('setPlanYears', {
      status: 422,
      title: 'Năm của kế hoạch chưa đúng',
      detail: 'Năm cuối 2026 đứng trước năm đầu 2030. Ghi năm đầu trước, ví dụ 2026-2030.',
    });
    await page.getByRole('button', { name: 'Ghi năm của kế hoạch' }).click();
    await page.getByText('Năm cuối 2026 đứng trước năm đầu 2030').waitFor();
    expect(await page.getByLabel('Năm đầu').inputValue()).toBe('2030');
    await takeScreenshot(page, 'plan-years-refused');
    site.api.heal();
    await page.getByLabel('Năm đầu').fill('2026');
    await page.getByLabel('Năm cuối').fill('');
    await page.getByRole('button', { name: 'Ghi năm của kế hoạch' }).click();
    await page.locator('.plan-years-now').getByText('năm 2026', { exact: true }).waitFor();
    await takeScreenshot(page, 'plan-years');
  });
});
