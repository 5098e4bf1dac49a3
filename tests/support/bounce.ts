// A mail that came back, as a mail server writes it (RFC 3464).

/** To `to`, about the mail to `recipient`; there is no such user unless the test says why. */
export function bounceOf(to: string, recipient: string, why = '5.1.1 no such user'): string {
  return [
    'From: MAILER-DAEMON@mx.example',
    `To: ${to}`,
    'Subject: Undelivered Mail',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It did not work.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    `Status: ${why.split(' ')[0]}`,
    `Diagnostic-Code: smtp; 550 ${why}`,
    '',
    '--b--',
    '',
  ].join('\r\n');
}
