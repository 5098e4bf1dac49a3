// The people of the sample who sign in, one for each role; the README names them and their password.
import type { GivenRole } from '#domain/rights/roles-on.ts';
import type { SampleAccount } from '#operations/add-sample-accounts.ts';

/** Whoever reaches an embedded installation may know it: it opens the sample, until somebody real has an account. */
export const SAMPLE_PASSWORD = 'don-doc-dung-thu';

const of = (role: GivenRole['role'], agencyId: string | null = null): GivenRole => ({
  role,
  agencyId,
  from: null,
  to: null,
});

const account = (
  username: string,
  name: string,
  who: { contactId: string } | { email: string },
  roles: readonly GivenRole[],
): SampleAccount => ({
  username,
  name,
  email: 'email' in who ? who.email : `${who.contactId}@tu-ky.example`,
  contactId: 'contactId' in who ? who.contactId : null,
  roles,
});

export const SAMPLE_ACCOUNTS: readonly SampleAccount[] = [
  account('quan-tri', 'Nguyễn Văn Quản', { email: 'quan-tri@tu-ky.example' }, [of('administrator')]),
  account('can-bo', 'Nguyễn Thị Hạnh', { contactId: 'phong-noi-vu.cv' }, [of('officer')]),
  account('linh-vuc', 'Trần Thị Lan', { contactId: 'phong-tu-phap.cv' }, [of('field-lead', 'phong-tu-phap')]),
  // What these two may do the roster says.
  account('lanh-dao-phong', 'Bùi Đức Phong', { contactId: 'phong-van-hoa-thong-tin.tp' }, []),
  account('chuyen-vien', 'Lê Thị Uyên', { contactId: 'dai-phat-thanh.ptv' }, []),
  account('lanh-dao', 'Trần Văn Tuấn', { contactId: 'thuong-truc-ubnd.ct' }, [of('leadership')]),
  account('kiem-tra', 'Phạm Thị Dung', { contactId: 'so-noi-vu.cv' }, [of('auditor')]),
];
