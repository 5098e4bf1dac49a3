import { useRouteError } from 'react-router';

/** A page that broke: says so and offers to load it again. A chunk that is gone means that a newer version was installed. */
export function RouteError() {
  const thrown = useRouteError();
  const outdated = thrown instanceof TypeError && /import|module|fetch/i.test(thrown.message);
  return (
    <main className="broken" role="alert">
      <h1>{outdated ? 'Không tải được trang' : 'Trang gặp lỗi khi hiển thị'}</h1>
      <p>
        {outdated
          ? 'Phần mềm vừa được cập nhật hoặc đường mạng bị ngắt. Vui lòng tải lại trang.'
          : 'Dữ liệu không bị ảnh hưởng. Vui lòng tải lại trang; nếu vẫn lỗi, báo cho người quản trị.'}
      </p>
      {!outdated && thrown instanceof Error && <p className="broken-cause">{thrown.message}</p>}
      <button type="button" className="plain-button" onClick={() => window.location.reload()}>
        Tải lại trang
      </button>
    </main>
  );
}
