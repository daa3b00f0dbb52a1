/** An event of a person, for tests that send it with a wrong secret. */
import type { Pair } from './pair.ts';

export const fromPersonForTests = ({ standIn, an }: Pair) => ({
  app_id: standIn.app.id,
  sender: { id: an },
  recipient: { id: standIn.oa.id },
  event_name: 'user_send_text',
  message: { text: 'giả', msg_id: 'm1' },
  timestamp: String(standIn.clock.now()),
});
