import type { Coverage } from '../coverage.ts';

const items = [
  ['17.1.1', 'TURN servers reach public addresses only'],
  ['17.2.1', 'Keys for DTLS are managed'],
  ['17.2.2', 'DTLS uses approved suites'],
  ['17.2.3', 'SRTP is authenticated'],
  ['17.2.4', 'Media servers survive malformed packets'],
  ['17.3.1', 'Signalling survives floods'],
  ['17.3.2', 'Signalling survives malformed messages'],
] as const;

/** V17, WebRTC. */
export const v17: readonly Coverage[] = items.map(([id, about]) => ({
  id,
  about,
  notApplicable: 'There is no WebRTC.',
}));
