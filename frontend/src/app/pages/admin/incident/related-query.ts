import type { IncidentDetail } from '@classy-book/contracts/incidents';

const MARGIN_MS = 60_000;

/** The filter of the monitoring page that shows the attempts behind an incident: its time, and its one account or network. */
export function relatedQuery(incident: IncidentDetail): Readonly<Record<string, string>> {
  const from = new Date(Date.parse(incident.firstSeen) - MARGIN_MS).toISOString();
  const to = new Date(Date.parse(incident.lastSeen) + MARGIN_MS).toISOString();
  const most = (type: 'account' | 'network') =>
    incident.entities.filter((entity) => entity.type === type).toSorted((one, other) => other.events - one.events);
  const [network, ...networks] = most('network');
  const [account, ...accounts] = most('account');
  // the side of which there is one tells more than the busiest of many
  if (network && (networks.length === 0 || accounts.length > 0)) return { from, to, address: network.value };
  return account ? { from, to, email: account.value } : { from, to };
}
