/** A model in its own words: what it is for, what it looks at, its card, and how to make it again. */
import { useState } from 'react';
import type { Model } from '../api/modelWire';
import { DataTable } from '../chart/DataTable';
import page from '../shell/page.module.css';
import { CardView } from './CardView';
import { featureName } from './figures';
import styles from './models.module.css';

function Lineage({ model }: { model: Model }) {
  return (
    <dl className={styles.facts}>
      <div><dt>Log</dt><dd>up to event {model.head.toLocaleString('en-GB')}, seed {model.seed}, by {model.training}</dd></div>
      <div><dt>Program</dt><dd>{model.code_version}</dd></div>
      <div><dt>Bytes</dt><dd><code>{model.blob_hash}</code></dd></div>
      <div><dt>Its twin</dt><dd><code>{model.twin_hash}</code></dd></div>
      <div><dt>Manifest</dt><dd><code>{model.manifest_hash}</code>, signed by {model.signed_by}</dd></div>
    </dl>
  );
}

function Features({ model }: { model: Model }) {
  return (
    <DataTable label={`What ${model.id} looks at`} columns={['What it looks at', 'Unit', 'Where it comes from', 'Where it is not known', 'Version']} words={4}
      rows={model.features.map((feature) => ({ key: feature.name, cells: [featureName(feature.name), feature.unit, feature.source, feature.default, feature.version] }))} />
  );
}

/** Of each model what it looks at, what it is for and where it comes from; the card is read when somebody opens it. */
export function About({ model }: { model: Model }) {
  const [read, setRead] = useState(false);
  return (
    <section className={page.section} aria-labelledby={`${model.id}-about`}>
      <h2 id={`${model.id}-about`}>About {model.id}</h2>
      <p className={page.lead}>{model.intended_use}</p>
      {model.limits.length > 0 && <ul className={styles.bullets}>{model.limits.map((limit) => <li key={limit}>{limit}</li>)}</ul>}
      <p className={page.quiet}>How its bands are made to hold: {model.calibration}.</p>
      <details className={page.more}><summary>What it looks at: {model.features.length} features, {model.method}</summary><Features model={model} /></details>
      <details className={page.more} onToggle={(event) => event.currentTarget.open && setRead(true)}>
        <summary>Its card</summary>
        {read && <CardView id={model.id} />}
      </details>
      <details className={page.more}><summary>How to make it again</summary><Lineage model={model} /></details>
    </section>
  );
}
