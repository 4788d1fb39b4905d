/** What is shown of the day: site, kind of resource, filter, zoom and view. */
import { Input, SearchField, ToggleButton } from 'react-aria-components';
import type { ResourceKind, Site } from '../api/wire';
import { ZOOM_NAMES, ZOOMS, type Zoom } from '../board/geometry/zoom';
import { KIND_NAMES, KIND_ORDER } from '../board/groups';
import { Button } from '../ui/Button';
import { Choose } from '../ui/Choose';
import { Icon } from '../ui/Icon';
import { Segmented } from '../ui/Segmented';
import type { View } from './place';
import styles from './toolbar.module.css';

export interface Filter { kind: ResourceKind | 'all'; text: string }

interface Props {
  sites: readonly Site[];
  site: string | undefined;
  onSite: (id: string) => void;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  view: View;
  onView: (view: View) => void;
  narrow: boolean;
  cancelled: boolean;
  onCancelled: (shown: boolean) => void;
  onFind: (() => void) | undefined;
}

const VIEWS = [{ id: 'board', name: 'Board' }, { id: 'list', name: 'List' }] as const;
const KINDS = [{ id: 'all', name: 'Everything' }, ...KIND_ORDER.map((kind) => ({ id: kind, name: KIND_NAMES[kind] }))];

export function Toolbar(props: Props) {
  const { sites, site, filter, onFilter, zoom, view, narrow, onFind } = props;
  return (
    <div className={styles.bar} role="group" aria-label="What is shown">
      {sites.length > 1 && (
        <div className={styles.site}><Choose label="Site" hideLabel options={sites} value={site ?? null} onChange={props.onSite} /></div>
      )}
      <div className={styles.kind}>
        <Choose label="Kind of resource" hideLabel options={KINDS} value={filter.kind}
          onChange={(id) => onFilter({ ...filter, kind: KIND_ORDER.find((kind) => kind === id) ?? 'all' })} />
      </div>
      <SearchField aria-label="Filter by name or skill" className={styles.filter ?? ''} value={filter.text}
        onChange={(text) => onFilter({ ...filter, text })}>
        <Icon name="search" />
        <Input placeholder="Filter" />
      </SearchField>
      <ToggleButton className={styles.toggle ?? ''} aria-label="Show cancelled" isSelected={props.cancelled} onChange={props.onCancelled}>
        <span className={styles.box}>{props.cancelled && <Icon name="tick" size={14} />}</span><span className={styles.words}><span className={styles.show}>Show </span>cancelled</span>
      </ToggleButton>
      <span className={styles.space} />
      {!narrow && view === 'board' && (
        <Segmented label="Zoom" value={zoom} onChange={props.onZoom} options={ZOOMS.map((id) => ({ id, name: ZOOM_NAMES[id] }))} />
      )}
      {!narrow && <Segmented label="View" value={view} onChange={props.onView} options={VIEWS} />}
      {onFind && <div className={styles.find}><Button look="primary" onPress={onFind}><Icon name="plus" />Find a time</Button></div>}
    </div>
  );
}
