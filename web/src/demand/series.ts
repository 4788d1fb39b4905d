/** What is expected of one service at one site, over every horizon. */
import type { DemandForecast } from '../api/demand';
import type { Site } from '../api/wire';
import type { Horizon } from '../words/horizons';

export interface Series {
  key: string;
  service: string;
  site: string;
  serviceName: string;
  siteName: string;
  zone: string;
  by: ReadonlyMap<Horizon, DemandForecast>;
}

interface Known { services: ReadonlyMap<string, string>; sites: readonly Site[] }

/** One for each service and site. */
export function seriesOf(forecasts: readonly DemandForecast[], { services, sites }: Known): Series[] {
  const found = new Map<string, Map<Horizon, DemandForecast>>();
  for (const forecast of forecasts) {
    const key = `${forecast.service} ${forecast.site}`;
    const known = found.get(key);
    if (known) known.set(forecast.horizon, forecast);
    else found.set(key, new Map([[forecast.horizon, forecast]]));
  }
  return [...found].map(([key, by]) => {
    const [service = '', id = ''] = key.split(' ');
    const site = sites.find((each) => each.id === id);
    return { key, service, site: id, serviceName: services.get(service) ?? service, siteName: site?.name ?? id, zone: site?.zone ?? 'UTC', by };
  });
}

/** The most expected first; what is equal by name. */
export function mostFirst(series: readonly Series[], horizon: Horizon): Series[] {
  const expected = ({ by }: Series): number => by.get(horizon)?.expected ?? 0;
  return series.filter(({ by }) => by.has(horizon)).toSorted((a, b) =>
    expected(b) - expected(a) || a.serviceName.localeCompare(b.serviceName, 'en') || a.siteName.localeCompare(b.siteName, 'en'));
}

export interface SiteGroup { site: string; name: string; series: readonly Series[] }

/** By site, in the order of the list. */
export function bySite(series: readonly Series[], sites: readonly Site[]): SiteGroup[] {
  return sites.flatMap(({ id, name }) => {
    const own = series.filter(({ site }) => site === id);
    return own.length === 0 ? [] : [{ site: id, name, series: own }];
  });
}

/** The end of the scale on which all bars of a horizon are drawn. */
export function mostOf(series: readonly Series[], horizon: Horizon): number {
  return Math.max(1, ...series.flatMap(({ by }) => {
    const told = by.get(horizon);
    return told ? [told.high, told.expected] : [];
  }));
}
