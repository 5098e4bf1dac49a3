// A channel as the product knows it, whether or not it is set up here. Its folder exports one, and channels/kinds.ts lists it: everybody else
// asks that list.
import type { ConnectedEnv } from '#config/connected-env.ts';
import type { MessageInput } from '#contracts/message.ts';
import type { ChannelSetup } from '#contracts/routes.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import type { Channel } from './channel.ts';
import type { ZaloTokenKeeping } from './zalo/token-source.ts';

/** One message before any channel gave it a form. */
export interface NeutralMessage {
  said: MessageInput;
  /** Acknowledges everything that it says, signed for its reader; null = there is nothing to acknowledge. */
  acknowledgeToken: string | null;
  /** Whom it is from, as its office says; null or left out = as the installation says. */
  sender?: MessageSender | null;
}

export interface MessageSender {
  name: string | null;
  /** Of a mail. */
  address: string | null;
  /** To where else an answer by mail goes. */
  replyTo: string | null;
}

export interface ChannelKind extends KnownChannel {
  /**
   * What this channel says in place of the letter, as plain JSON: composed once, when the message is claimed, kept and sealed with it, and
   * handed to every attempt. Left out, or null: the letter is its form.
   */
  compose?(message: NeutralMessage): object | null;
  /** How it is set up here, in Vietnamese for an administrator and without a secret; `off`: nothing goes out by it. */
  setup(env: ConnectedEnv): Pick<ChannelSetup, 'state' | 'words'>;
  /** The channel as it is set up here; asked for where it is not `off`. */
  create(env: ConnectedEnv, keeping: ChannelKeeping): Promise<Channel>;
}

/** What channels keep in the database of the installation; they know no database themselves. */
export interface ChannelKeeping {
  zaloTokens: ZaloTokenKeeping;
}
