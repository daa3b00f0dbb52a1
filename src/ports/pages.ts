/** Port for addresses that lead to us: pages over the web, and the ways into the chats that posters show. */
export interface PublicPages {
  /** Whom to call; `null` while none is set. */
  readonly hotline: string | null;
  /** Secret of a link to the check-in page, always the same for the message that asked for it. */
  checkInSecret(inboundId: string): string;
  checkInLink(secret: string): string;
  /** Page that says whether a certificate of attendance is ours. */
  verifyLink(code: string): string;
  /** Page that leads a person's calendar into their phone. */
  calendarLink(address: string): string;
  /** What the personal QR of somebody's seat carries. */
  personalCode(claim: string): string;
  /** Ways into the chats, each leading to the class where the channel can. */
  chatLinks(offeringCode: string): Promise<readonly ChatLink[]>;
}

export interface ChatLink {
  readonly channel: string;
  readonly link: string;
  /** The class opens by itself; else its code has to be typed. */
  readonly opensClass: boolean;
}
