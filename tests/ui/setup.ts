/** The SDK calls `self.hsFetch`; a card runs in a worker, where `self` is the global (hubspot-platform.md §8). */
Object.assign(globalThis, { self: globalThis });
