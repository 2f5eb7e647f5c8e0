import { isRefreshDue, isUsable, msUntilRefresh } from '../../../server/installs/tokenLife.ts';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1_000);

describe('life of an access token', () => {
  const halfHour = { accessIssuedAt: at(0), accessExpiresAt: at(1_800) };

  it('is renewed after three quarters', () => {
    expect(isRefreshDue(halfHour, at(1_349))).toBe(false);
    expect(isRefreshDue(halfHour, at(1_350))).toBe(true);
    expect(msUntilRefresh(halfHour, at(1_300))).toBe(50_000);
    expect(msUntilRefresh(halfHour, at(1_790))).toBe(0);
  });

  it('is usable while a minute is left', () => {
    expect(isUsable(halfHour, at(1_740))).toBe(true);
    expect(isUsable(halfHour, at(1_741))).toBe(false);
  });

  it('judges a short life by its own measure', () => {
    const short = { accessIssuedAt: at(0), accessExpiresAt: at(60) };
    expect(isRefreshDue(short, at(10))).toBe(false);
    expect(isUsable(short, at(50))).toBe(true);
    expect(isUsable(short, at(55))).toBe(false);
  });

  it('assumes half an hour where the row does not say', () => {
    expect(isRefreshDue({ accessExpiresAt: at(1_800) }, at(1_349))).toBe(false);
    expect(isRefreshDue({ accessExpiresAt: at(1_800) }, at(1_350))).toBe(true);
  });
});
