import type { SandboxMessage, SandboxState, SandboxUser } from './sandbox-state.ts';

const html = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[one] ?? one,
  );

/** The list of phones: everybody in the sandbox, the latest message first. */
export function phoneListPage(state: SandboxState): string {
  const rows = state.users
    .map((user) => ({ user, last: state.messages.findLast((one) => one.userId === user.userId) }))
    .sort((a, b) => (b.last?.atMs ?? 0) - (a.last?.atMs ?? 0))
    .map(({ user, last }) => {
      const unread = state.messages.filter(
        (one) => one.userId === user.userId && one.wire !== 'from-user' && !one.seen,
      ).length;
      const preview = last === undefined ? 'Chưa có tin' : last.title || last.text;
      return `<a class="row" href="phone/${encodeURIComponent(user.userId)}"><b>${html(user.name)}</b>${unread > 0 ? `<i>${unread}</i>` : ''}<span>${html(preview.slice(0, 70))}</span></a>`;
    })
    .join('');
  return page(
    'Hộp thử Zalo',
    `<header>Hộp thử Zalo</header><main>${rows || '<p class="none">Chưa có người nhận nào.</p>'}</main>`,
  );
}

/** One person's phone: read, press a button, write to the OA. Pressing is a POST, opening the page is none. */
export function phonePage(user: SandboxUser, messages: readonly SandboxMessage[], oaName: string): string {
  const bubbles = messages.map(bubble).join('');
  const follow = `<form method="post" action="${encodeURIComponent(user.userId)}/follow"><button class="link">${user.follows ? 'Bỏ quan tâm' : 'Quan tâm'}</button></form>`;
  const body = `<header><a href="..">‹</a> ${html(oaName)} <small>máy của ${html(user.name)}</small>${follow}</header>
<main id="chat">${bubbles || '<p class="none">Chưa có tin.</p>'}</main>
<form class="write" method="post" action="${encodeURIComponent(user.userId)}/text"><input name="text" placeholder="Nhập tin nhắn" autocomplete="off" maxlength="2000" required><button>Gửi</button></form>
<script>scrollTo(0,document.body.scrollHeight);fetch(location.pathname+'/seen',{method:'POST'});
setInterval(async()=>{if(document.activeElement.value)return;const t=await(await fetch(location.href)).text();const d=new DOMParser().parseFromString(t,'text/html');const n=d.getElementById('chat');const o=document.getElementById('chat');if(n.innerHTML!==o.innerHTML){o.innerHTML=n.innerHTML;scrollTo(0,document.body.scrollHeight);fetch(location.pathname+'/seen',{method:'POST'})}},2000)</script>`;
  return page(`Zalo – ${user.name}`, body);
}

function bubble(message: SandboxMessage): string {
  const at = new Date(message.atMs + 7 * 3_600_000).toISOString().slice(11, 16);
  if (message.wire === 'from-user') return `<div class="me"><p>${html(message.text)}</p><time>${at}</time></div>`;
  const kind = { cs: '', 'template-uid': 'Tin mẫu', 'template-phone': 'Tin mẫu theo số điện thoại' }[message.wire];
  const buttons = message.buttons.map((button, index) => buttonHtml(message, button, index)).join('');
  return `<div class="oa">${kind ? `<small>${kind}</small>` : ''}${message.title ? `<b>${html(message.title)}</b>` : ''}<p>${linkify(html(message.text))}</p>${buttons}<time>${at}</time></div>`;
}

function buttonHtml(message: SandboxMessage, button: SandboxMessage['buttons'][number], index: number): string {
  const title = html(button.title);
  if (button.type === 'oa.open.url') {
    const url = (button.payload as { url?: string }).url ?? '';
    return /^https?:/.test(url)
      ? `<a class="press" target="_blank" rel="noreferrer" href="${html(url)}">${title}</a>`
      : `<span class="press">${title}</span>`;
  }
  if (!button.type.startsWith('oa.query')) return `<span class="press">${title}</span>`;
  const action = `${encodeURIComponent(message.userId ?? '')}/press`;
  return `<form method="post" action="${action}"><input type="hidden" name="message" value="${message.messageId}"><input type="hidden" name="button" value="${index}"><button class="press">${title}</button></form>`;
}

function linkify(escaped: string): string {
  return escaped.replace(
    /https?:\/\/[^\s<]+/g,
    (url) => `<a target="_blank" rel="noreferrer" href="${url}">${url}</a>`,
  );
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${html(title)}</title><style>
body{margin:0 auto;max-width:430px;min-height:100vh;background:#e9edf2;font:16px/1.45 system-ui,sans-serif;color:#1d2430;box-shadow:0 0 0 1px #c8d0da}
header{position:sticky;top:0;background:#0068ff;color:#fff;padding:12px 14px;font-weight:600;display:flex;gap:8px;align-items:baseline;z-index:1}header a{color:#fff;text-decoration:none;font-size:22px}header small{font-weight:400;opacity:.85;flex:1}header .link{background:none;border:1px solid #fff8;border-radius:12px;color:#fff;padding:2px 10px}
main{padding:12px 12px 84px}.none{color:#667;text-align:center}.row{display:block;background:#fff;margin:0 -12px 1px;padding:12px 16px;color:inherit;text-decoration:none}.row span{display:block;color:#667;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.row i{float:right;background:#e5484d;color:#fff;border-radius:10px;padding:0 8px;font-style:normal}
.oa,.me{max-width:84%;border-radius:12px;padding:9px 12px;margin:0 0 10px;background:#fff;width:fit-content}.me{margin-left:auto;background:#d6e9ff}.oa small{color:#0068ff;display:block}.oa b{display:block}p{margin:2px 0;white-space:pre-wrap;overflow-wrap:anywhere}time{font-size:12px;color:#667}
.press{display:block;box-sizing:border-box;width:100%;text-align:center;background:#e8f1ff;color:#005ae0;border:0;border-radius:8px;padding:9px;margin:6px 0 2px;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}form{margin:0}
.write{position:fixed;bottom:0;width:100%;max-width:430px;display:flex;background:#fff;padding:8px;box-sizing:border-box;gap:8px}.write input{flex:1;border:1px solid #c8d0da;border-radius:18px;padding:9px 14px;font:inherit}.write button{border:0;border-radius:18px;background:#0068ff;color:#fff;padding:0 16px;font:inherit}
</style></head><body>${body}</body></html>`;
}
