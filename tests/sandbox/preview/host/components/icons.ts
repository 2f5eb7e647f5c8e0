/** Drawings of our own on a 16 × 16 grid, for the icons the cards use; others show as a dot. */
const PATHS: Record<string, string> = {
  upCarat: 'M8 3l5 6h-3v4H6V9H3z',
  downCarat: 'M8 13l5-6h-3V3H6v4H3z',
  checkCircle: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 11L3.8 7.8l1.1-1.1L7 8.8l4.1-4.1 1.1 1.1z',
  circleHollow: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6z',
  warning: 'M8 1.5L15 14H1zM7.2 6v4h1.6V6zm0 5v1.6h1.6V11z',
  info: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7.2 4.5h1.6v1.6H7.2zm0 2.6h1.6v4.6H7.2z',
  success: 'M6.5 12L2.5 8l1.2-1.2 2.8 2.8 5.8-5.8L13.5 5z',
  comment: 'M2 3h12v8H8l-4 3v-3H2z',
  link: 'M1 8a4 4 0 0 1 4-4h2.5v2H5a2 2 0 0 0 0 4h2.5v2H5a4 4 0 0 1-4-4zm4.5-1h5v2h-5zM8.5 4H11a4 4 0 0 1 0 8H8.5v-2H11a2 2 0 0 0 0-4H8.5z',
  locked: 'M5 7V5a3 3 0 0 1 6 0v2h1v7H4V7zm1.5 0h3V5a1.5 1.5 0 0 0-3 0z',
};

export function iconPath(name: string): string {
  return PATHS[name] ?? 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z';
}
