/** The Grafana of GRAFANA_URL, which the specs look at instead of the preview. */
export interface Grafana {
  url: string;
  /** Signs in on every request where the address holds a name and a password. */
  headers: Record<string, string>;
}

export function givenGrafana(): Grafana | undefined {
  if (!process.env.GRAFANA_URL) {
    return undefined;
  }
  const url = new URL(process.env.GRAFANA_URL);
  const user = [url.username, url.password].map(decodeURIComponent).join(':');
  url.username = '';
  url.password = '';
  return {
    url: url.href.replace(/\/$/, ''),
    headers: user === ':' ? {} : { Authorization: `Basic ${Buffer.from(user).toString('base64')}` },
  };
}
