/** What stands on the screen while the first page loads; the same words as in index.html, so nothing jumps. */
export function BootNotice() {
  return <p className="boot">Đang mở trang…</p>;
}
