import { Link } from 'react-router';
import { PageTitle } from '../ui/page-title.tsx';

/** An address that no page has. */
export function NotFoundPage() {
  return (
    <>
      <PageTitle title="Không có trang này" />
      <p>Địa chỉ có thể bị gõ sai hoặc trang đã được chuyển đi.</p>
      <p>
        <Link to="/">Về trang Tổng quan</Link> · <Link to="/viec">Xem việc được giao</Link>
      </p>
    </>
  );
}
