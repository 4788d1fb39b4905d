/** What every part of the board needs and nobody wants to hand down. */
import { createContext, useContext } from 'react';
import type { Risk } from '../api/modelWire';
import type { Appointment } from '../api/wire';
import type { Names } from './names';
import type { Outlook } from './outlook';
import type { Part } from './rows';

export interface FindWish {
  /** Start looking here. */
  from?: number;
  practitioner?: string;
  /** Look for another time for this visit. */
  instead?: Appointment;
}

export interface BoardActions {
  openVisit: (appointment: Appointment) => void;
  find: (wish: FindWish) => void;
  /** Grabs a visit by one of its parts, or by its practitioner's if none is given. */
  startMove: (appointment: Appointment, part?: Part) => void;
  pin: (resource: string) => void;
}

export interface BoardScene extends BoardActions {
  zone: string;
  /** The newest event that the board knows. */
  head: number;
  names: Names;
  mayBook: boolean;
  /** Whether the reader may see what is expected of visits. */
  mayPredict: boolean;
  /** What is expected of the visits in sight; empty for those who may not see it. */
  risks: ReadonlyMap<string, Risk>;
  /** The risk from which on a visit of the day in sight is doubtful. */
  doubtfulFrom: number;
  /** How the sessions of the day in sight will go, by practitioner; empty for those who may not see it. */
  outlooks: ReadonlyMap<string, Outlook>;
  openId: string | null;
  movingId: string | null;
}

const Context = createContext<BoardScene | null>(null);
export const BoardProvider = Context.Provider;

export function useScene(): BoardScene {
  const scene = useContext(Context);
  if (!scene) throw new Error('a part of the board is used outside of it');
  return scene;
}
