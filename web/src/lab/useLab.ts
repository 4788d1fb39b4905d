/** What the lab looks at: whose times, which session, which costs; the study of it and the order that is best now. */
import { useMemo, useState } from 'react';
import { useServiceTimes, useStudy } from '../api/lab';
import type { ServiceTimes, SessionStudy, StudyRequest } from '../api/wire';
import { quantile } from '../chart/histogram';
import { cheapest, frontOf, referencesOf, type Costs, type NamedOrder } from './orders';

export type Data = { service: string } | { minutes: number[]; name: string };

export interface Setting {
  groups: number;
  slots: number;
  slotMinutes: number;
  /** By the kinds' shares if nothing is asked for. */
  composition: Record<string, number> | null;
  scenarios: number;
  seed: number;
}

const SESSION_MINUTES = 240;
const MOST_SLOTS = 16;
const USUAL: Costs = { wait: 1, idle: 5, overtime: 5 };

/** Slots of this length, as many as fill a morning. */
function usualSetting(slotMinutes: number): Setting {
  const minutes = Math.max(5, Math.round(slotMinutes / 5) * 5);
  const slots = Math.min(MOST_SLOTS, Math.max(4, Math.floor(SESSION_MINUTES / minutes)));
  return { groups: 2, slots, slotMinutes: minutes, composition: null, scenarios: 2000, seed: 1 };
}

/** As the longest of them is planned: an order in shorter slots could not be published. */
function plannedMinutes({ visit_types: types }: ServiceTimes): number {
  return Math.max(...types.map((type) => type.planned_minutes));
}

export function settingFor(data: Data, services: readonly ServiceTimes[]): Setting {
  if ('minutes' in data) return usualSetting(quantile(data.minutes.toSorted((a, b) => a - b), 0.5));
  const service = services.find((each) => each.service === data.service);
  if (!service?.visit_types.length) return usualSetting(15);
  // Kinds are sets of visit types: one type makes one kind.
  return { ...usualSetting(plannedMinutes(service)), groups: Math.min(2, service.visit_types.length) };
}

function requestOf(data: Data, setting: Setting, costs: Costs): StudyRequest {
  const { groups, slots, slotMinutes, composition, scenarios, seed } = setting;
  return {
    source: 'service' in data ? { service: data.service } : { minutes: data.minutes },
    groups, slots, slot_minutes: slotMinutes, scenarios, seed,
    cost_wait: costs.wait, cost_idle: costs.idle, cost_overtime: costs.overtime,
    ...(composition === null ? {} : { composition }),
  };
}

/** The service that has most to learn from. */
function richest(services: readonly ServiceTimes[] | undefined): Data | null {
  const best = services?.filter((each) => each.visits > 0).toSorted((a, b) => b.visits - a.visits)[0];
  return best ? { service: best.service } : null;
}

export interface Result {
  study: SessionStudy;
  front: NamedOrder[];
  references: NamedOrder[];
  /** The cheapest at the costs of the sliders, found in the page. */
  best: NamedOrder;
  /** False while the bound that the study proved is of other costs. */
  proved: boolean;
}

function resultOf(study: SessionStudy | undefined, costs: Costs, proved: boolean): Result | undefined {
  if (!study) return undefined;
  const front = frontOf(study);
  const best = front[cheapest(front, costs)];
  return best && { study, front, references: referencesOf(study), best, proved };
}

export function useLab() {
  const services = useServiceTimes();
  const [chosen, setChosen] = useState<Data | null>(null);
  const [settings, setSettings] = useState<Setting | null>(null);
  const [costs, setCosts] = useState(USUAL);
  const [asked, setAsked] = useState(USUAL);
  const data = chosen ?? richest(services.data);
  const setting = useMemo(() => settings ?? (data && settingFor(data, services.data ?? [])), [settings, data, services.data]);
  const request = useMemo(() => (data && setting ? requestOf(data, setting, asked) : undefined), [data, setting, asked]);
  const study = useStudy(request);
  const proved = (study.data?.exact ?? false) || (asked.wait === costs.wait && asked.idle === costs.idle && asked.overtime === costs.overtime);
  const result = useMemo(() => resultOf(study.data, costs, proved), [study.data, costs, proved]);
  const name = data === null ? '' : 'minutes' in data ? data.name : (services.data?.find((each) => each.service === data.service)?.name ?? '');
  return {
    services, data, name, setting, costs, setCosts, study, request, result,
    choose: (next: Data): void => {
      setChosen(next);
      setSettings(settingFor(next, services.data ?? []));
    },
    change: (part: Partial<Setting>): void => setSettings((before) => {
      const now = before ?? setting;
      return now && { ...now, ...part };
    }),
    prove: (): void => setAsked(costs),
  };
}

export type Lab = ReturnType<typeof useLab>;
