// The path below which the product stands at its name, behind a proxy that serves more than one program there (docs/adr/0250).

// What is at the root of the product: a path that begins like it could not be told from an address without it.
const OWN_FIRST_WORDS = [
  'api',
  'assets',
  'dev',
  'docs',
  'healthz',
  'l',
  'metrics',
  'openapi.json',
  'readyz',
  'webhooks',
  // Pages.
  'bao-cao',
  'bat-dau',
  'danh-ba',
  'dang-nhap',
  'dat-mat-khau',
  'ke-hoach',
  'kenh-gui',
  'lich',
  'nguoi-dung',
  'nhat-ky',
  'quan-tri',
  'quen-mat-khau',
  'tai-khoan',
  'thang',
  'viec',
  'viec-cap-tren-giao',
  'viec-cua-toi',
];

/** `/dondoc` of `https://tuky.vn/dondoc/`; empty where the product has its name for itself. No slash at the end. */
export function publicPathOf(publicUrl: string): string {
  return new URL(publicUrl).pathname.replace(/\/+$/, '');
}

/** Vietnamese, with what to do; null = the path can be served. */
export function whyNoPublicPath({ pathname }: URL): string | null {
  const path = pathname.replace(/\/+$/, '');
  if (path === '') return null;
  if (!/^(\/[a-z0-9][a-z0-9._-]*)+$/.test(path))
    return 'phần đường dẫn chỉ gồm chữ thường không dấu, số, dấu chấm, gạch ngang, gạch dưới: https://tuky.vn/dondoc';
  const first = path.split('/')[1] ?? '';
  if (OWN_FIRST_WORDS.includes(first))
    return `đường dẫn /${first} trùng với địa chỉ sẵn có của dôn đốc. Chọn tên khác, ví dụ https://tuky.vn/dondoc`;
  return null;
}

/** A target as the routes know it, whether a proxy has taken the path off or left it on. */
export function withoutPublicPath(target: string, path: string): string {
  if (path === '' || !target.startsWith(path)) return target;
  const rest = target.slice(path.length);
  if (rest === '') return '/';
  if (rest.startsWith('/')) return rest;
  return rest.startsWith('?') ? `/${rest}` : target;
}
