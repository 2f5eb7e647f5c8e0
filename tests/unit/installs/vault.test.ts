import { randomBytes } from 'node:crypto';
import { createVault } from '../../../server/installs/vault.ts';

const key = (kid: string) => ({ kid, key: randomBytes(32) });
const context = { portalId: '101', field: 'refreshToken' as const };

describe('vault', () => {
  const old = key('2025');
  const fresh = key('2026');
  const vault = createVault({ keys: [fresh, old], randomBytes });

  it('opens what it sealed, with a new nonce each time', () => {
    const first = vault.seal('na1-secret', context);
    const second = vault.seal('na1-secret', context);
    expect(vault.open(first, context)).toBe('na1-secret');
    expect(vault.open(second, context)).toBe('na1-secret');
    expect(first).not.toBe(second);
    expect(first.split('.').map((part) => part.length)).toEqual([4, 16, 22, 14]);
    expect(first).not.toContain('secret');
  });

  it('opens with every key of the ring and seals with the first', () => {
    const before = createVault({ keys: [old], randomBytes }).seal('na1-secret', context);
    expect(vault.open(before, context)).toBe('na1-secret');
    const after = vault.rewrap(before, context);
    expect(after.startsWith('2026.')).toBe(true);
    expect(vault.open(after, context)).toBe('na1-secret');
    expect(vault.rewrap(after, context)).toBe(after);
  });

  const sealed = vault.seal('na1-secret', context);
  const flipped = (index: number) => {
    const parts = sealed.split('.');
    const part = Buffer.from(parts[index] ?? '', 'base64url');
    part[0] = (part[0] ?? 0) ^ 1;
    parts[index] = part.toString('base64url');
    return parts.join('.');
  };
  it.each([
    ['another portal', sealed, { ...context, portalId: '102' }],
    ['another field', sealed, { ...context, field: 'accessToken' as const }],
    ['a changed nonce', flipped(1), context],
    ['a changed tag', flipped(2), context],
    ['a changed ciphertext', flipped(3), context],
    [
      'a shortened tag',
      sealed.replace(/\.([^.]{22})\./, (_, tag: string) => `.${tag.slice(0, 6)}.`),
      context,
    ],
    ['an unknown key', sealed.replace('2026.', '2027.'), context],
    ['a relabelled key', sealed.replace('2026.', '2025.'), context],
    ['a fifth part', `${sealed}.AAAA`, context],
    ['nothing', '', context],
  ])('refuses %s without quoting it', (_name, text, where) => {
    expect(() => vault.open(text, where)).toThrow(
      expect.objectContaining({ code: 'token_unreadable', kind: 'final' }),
    );
  });

  it('does not start without a key', () => {
    expect(() => createVault({ keys: [], randomBytes })).toThrow('at least one key');
  });
});
