/**
 * The order in which the transactions of this process come to the seats: that in which they began, which is the order of the
 * inbox. Without it a group of later messages whose other turns are quick would overtake an earlier group.
 */

export interface SeatTicket {
  /** Resolves when every transaction that began before has been at the seats or is over; at the latest when patience ends. */
  turn(): Promise<void>;
  /** Has been there, or needs no seat. */
  pass(): void;
}

export interface SeatQueue {
  enter(): SeatTicket;
}

/** Two transactions may wait for each other crosswise, one here and one for a row: then order gives way. */
const patienceMs = 3_000;

export function createSeatQueue(patience = patienceMs): SeatQueue {
  const line: { wake: (() => void) | null }[] = [];
  return {
    enter() {
      const place: (typeof line)[number] = { wake: null };
      line.push(place);
      return {
        turn: () =>
          new Promise((resolve) => {
            if (line.indexOf(place) <= 0) return resolve();
            const timer = setTimeout(resolve, patience);
            place.wake = () => {
              clearTimeout(timer);
              resolve();
            };
          }),
        pass() {
          const at = line.indexOf(place);
          if (at < 0) return;
          line.splice(at, 1);
          place.wake?.();
          if (at === 0) line[0]?.wake?.();
        },
      };
    },
  };
}
