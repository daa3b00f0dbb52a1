/** What happens on the Zalo phones, for the page's stream. */
import type { StandInEvent } from '../../zalo/model.ts';
import type { ZaloStandIn } from '../../zalo/stand-in.ts';
import type { Source } from '../live.ts';
import { pageIdOf } from './people.ts';
import { zaloAccountView, zaloMessageView, zaloPhoneView } from './view.ts';

export interface ZaloSource {
  readonly source: Source;
  /** Tells the account anew; for switches, of which the stand-in tells nothing. */
  accountChanged(): void;
}

export function createZaloSource(zalo: ZaloStandIn): ZaloSource {
  const streams = new Set<() => void>();
  const source: Source = (tell) => {
    let told = JSON.stringify(zaloAccountView(zalo));
    const tellAccount = () => {
      const account = zaloAccountView(zalo);
      if (JSON.stringify(account) === told) return;
      told = JSON.stringify(account);
      tell({ type: 'zalo_account', account });
    };
    streams.add(tellAccount);
    const unwatch = zalo.watch((event) => {
      if (event.kind === 'delivery') tellAccount();
      const view = eventView(zalo, event);
      if (view !== null) tell(view);
    });
    return () => {
      streams.delete(tellAccount);
      unwatch();
    };
  };
  return {
    source,
    accountChanged: () => {
      for (const tellAccount of streams) tellAccount();
    },
  };
}

function eventView(zalo: ZaloStandIn, event: StandInEvent): object | null {
  if (event.kind === 'clock') return { type: 'reload' };
  if (event.kind === 'delivery') return null;
  const person = pageIdOf(event.personId);
  if (person === null) return null;
  const phone = zaloPhoneView(zalo, event.personId);
  return event.kind === 'message'
    ? { type: 'zalo_message', person, phone, message: zaloMessageView(event.message) }
    : { type: 'zalo_changed', person, phone };
}
