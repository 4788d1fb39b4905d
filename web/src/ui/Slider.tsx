import { Label, Slider as AriaSlider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { Along } from './Along';
import styles from './slider.module.css';

interface Props {
  label: string;
  value: number;
  onChange: (value: number) => void;
  max: number;
  step: number;
  format: (value: number) => string;
}

/** A number that is felt for rather than typed. */
export function Slider({ label, value, onChange, max, step, format }: Props) {
  return (
    <Along>
      <AriaSlider className={styles.slider ?? ''} value={value} minValue={0} maxValue={max} step={step} onChange={(to) => onChange(Number(to))}>
        <Label className={styles.label ?? ''}>{label}</Label>
        <SliderOutput className={styles.output ?? ''}>{() => format(value)}</SliderOutput>
        <SliderTrack className={styles.track ?? ''} style={{ '--share': value / max } as React.CSSProperties}>
          <SliderThumb className={styles.thumb ?? ''} />
        </SliderTrack>
      </AriaSlider>
    </Along>
  );
}
