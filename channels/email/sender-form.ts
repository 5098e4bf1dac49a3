// Whom a mail is from and answered to, where its office says so: composed with the letter, kept and sealed with it, so that every attempt says the same.
import type { SendMailOptions } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';
import type { MessageSender } from '../channel-kind.ts';

const SenderForm = z.object({
  from: z.object({ name: z.string().optional(), address: z.string().optional() }).default({}),
  replyTo: z.string().optional(),
});
export type SenderForm = z.infer<typeof SenderForm>;

/** What is kept of it: only what is said; null = the installation says all of it. */
export function senderForm(sender: MessageSender | null): SenderForm | null {
  if (sender === null) return null;
  const { name, address, replyTo } = sender;
  if (name === null && address === null && replyTo === null) return null;
  return {
    from: { ...(name === null ? {} : { name }), ...(address === null ? {} : { address }) },
    ...(replyTo === null ? {} : { replyTo }),
  };
}

/** The sender of a mail: what its form says, and else what the installation says. */
export function sentFrom(
  form: unknown,
  installation: string,
): { from: SendMailOptions['from']; own: string; replyTo: string | null } {
  const [parsed] = addressparser(installation, { flatten: true });
  const own = parsed?.address ?? installation;
  // A message of before forms of mails, or of another channel's making, has none.
  const said = SenderForm.safeParse(form ?? {});
  if (!said.success || form === null || form === undefined) return { from: installation, own, replyTo: null };
  const { from, replyTo = null } = said.data;
  return { from: { name: from.name ?? parsed?.name ?? '', address: from.address ?? own }, own, replyTo };
}
