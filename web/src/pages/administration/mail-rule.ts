/** As the server asks for it, in the words of the form. */
export const MAIL_RULE = { type: 'email', message: 'Địa chỉ thư chưa đúng, ví dụ ten@don-vi.gov.vn.' } as const;
