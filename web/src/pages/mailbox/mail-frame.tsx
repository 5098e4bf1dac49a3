import { useEffect, useRef, useState } from 'react';

/** The HTML of a mail, locked up: no scripts, nothing fetched from elsewhere; its links open in a tab of their own. */
export function MailFrame({ html }: { html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(480);
  useEffect(() => {
    const element = frame.current;
    const fit = () => {
      const content = element?.contentDocument?.documentElement;
      if (!element || !content) return;
      // A document is never measured smaller than its frame: fold the frame first.
      element.style.height = '0';
      setHeight(Math.max(160, content.scrollHeight + 2));
      element.style.height = `${Math.max(160, content.scrollHeight + 2)}px`;
    };
    element?.addEventListener('load', fit);
    return () => element?.removeEventListener('load', fit);
  }, []);
  return (
    <iframe
      ref={frame}
      className="mail-frame"
      title="Nội dung thư"
      // Without allow-scripts the mail can do nothing with the origin it shares; sharing it lets the frame be measured.
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      srcDoc={locked(html)}
      style={{ height }}
    />
  );
}

const lock = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><base target="_blank">`;

function locked(html: string): string {
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + lock) : lock + html;
}
