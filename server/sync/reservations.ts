/**
 * What the flushes of one lease write to. Only this process writes to the portal while it holds the lease, so
 * memory is enough; the fence stays the backstop (decision 0019). Nobody waits for a key: what cannot be had is
 * left to a later flush, so there is no order of locks to keep and no deadlock.
 */
export interface Reservation {
  /** From now on what is read is new: keys given back before this moment may be taken. */
  lookAnew(): void;
  /**
   * Takes all of these or none. False when another flush holds one of them, or gave it back after this one
   * looked: what was read of it is older than the last write.
   */
  take(keys: readonly string[]): boolean;
  release(): void;
}

export interface Reservations {
  begin(): Reservation;
}

export function createReservations(): Reservations {
  const held = new Set<string>();
  const releasedAt = new Map<string, number>();
  let moment = 0;
  return {
    begin() {
      const own = new Set<string>();
      let lookedAt = moment;
      const isFree = (key: string) =>
        own.has(key) || (!held.has(key) && (releasedAt.get(key) ?? 0) <= lookedAt);
      return {
        lookAnew() {
          lookedAt = moment;
        },
        take(keys) {
          if (!keys.every(isFree)) return false;
          for (const key of keys) {
            own.add(key);
            held.add(key);
          }
          return true;
        },
        release() {
          moment += 1;
          for (const key of own) {
            held.delete(key);
            releasedAt.set(key, moment);
          }
          own.clear();
        },
      };
    },
  };
}
