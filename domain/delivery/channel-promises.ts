/** What a channel says of itself, and what follows: each entry is read by the decider, and a channel says nothing that nobody reads. */
export interface ChannelPromises {
  /**
   * Two sends of one message are one to the reader or can be told apart by him (Message-ID): an attempt that a kill cut short is made again.
   * Where this is false each attempt is noted before it is made, and one that was cut short counts as doubtful.
   */
  recognisesRepeats: boolean;
  /** Minutes in which a receipt may still say that a doubtful message arrived; 0 = no receipt of this channel ever says so. */
  doubtMinutes: number;
  /** Local hours in which nothing is sent by this channel; null = any hour. */
  quietHours: QuietHours | null;
}

/** Wall clocks `HH:mm`; from 22:00 to 06:00 is a night. */
export interface QuietHours {
  from: string;
  to: string;
}
