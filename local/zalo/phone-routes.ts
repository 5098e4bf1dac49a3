import { phoneListPage, phonePage } from './phone-page.ts';
import { type ApiRequest, interact, record, type SandboxContext, userById } from './sandbox-context.ts';

export type PageReply = { status: number; html?: string; location?: string };

/** The page that looks like a phone, and what its buttons do. */
export function handlePhone(context: SandboxContext, request: ApiRequest): PageReply {
  if (request.path === '/') return { status: 200, html: phoneListPage(context.state) };
  const [, , userId = '', action] = request.path.split('/').map(decodeURIComponent);
  const user = userById(context, userId);
  if (user === undefined) return { status: 404, html: 'Không có người này trong hộp thử Zalo.' };
  const back = { status: 303, location: `../${encodeURIComponent(userId)}` };
  const own = context.state.messages.filter((one) => one.userId === userId);
  if (request.method === 'GET') return { status: 200, html: phonePage(user, own, 'Official Account') };
  const form = new URLSearchParams(request.rawBody);
  switch (action) {
    case 'seen':
      markSeen(context, userId);
      return { status: 204 };
    case 'text':
      sendText(context, userId, form.get('text') ?? '');
      return back;
    case 'press': {
      const button = own.find((one) => one.messageId === form.get('message'))?.buttons[Number(form.get('button'))];
      if (typeof button?.payload === 'string') sendText(context, userId, button.payload);
      return back;
    }
    case 'follow':
      setFollow(context, userId, !user.follows);
      return back;
  }
  return { status: 404, html: 'Không có thao tác này.' };
}

/** The person writes to the OA, or presses a button whose payload is sent as text: an interaction, which opens the window. */
export function sendText(context: SandboxContext, userId: string, text: string): void {
  const user = userById(context, userId);
  if (user === undefined || text === '') return;
  interact(context, user);
  const sent = record(context, {
    wire: 'from-user',
    userId,
    phone: null,
    title: '',
    text,
    buttons: [],
    trackingId: null,
    headers: {},
  });
  context.save();
  context.webhooks.text(userId, text, sent.messageId);
}

export function markSeen(context: SandboxContext, userId: string): void {
  for (const message of context.state.messages) {
    if (message.userId !== userId || message.seen || message.wire === 'from-user') continue;
    message.seen = true;
    context.webhooks.seen(message);
  }
  context.save();
}

export function setFollow(context: SandboxContext, userId: string, follows: boolean): void {
  const user = userById(context, userId);
  if (user === undefined) return;
  user.follows = follows;
  if (follows) interact(context, user);
  context.save();
  context.webhooks.follow(userId, follows);
}
