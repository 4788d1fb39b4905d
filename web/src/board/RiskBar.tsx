/** A risk as a tick inside its band, on a bar from 0 to 100 %. */
import type { Probability } from '../api/modelWire';
import { BandBar } from '../ui/BandBar';
import { isUnsure } from './risk';

type Props = { risk: Pick<Probability, 'probability' | 'low' | 'high' | 'basis'>; thin?: boolean };

export function RiskBar({ risk, thin = false }: Props) {
  return <BandBar at={risk.probability} low={risk.low} high={risk.high} most={1} unsure={isUnsure(risk)} thin={thin} />;
}
