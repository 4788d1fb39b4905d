/** A model's card, as its manifest tells it, and where its bytes are. */
import { useState } from 'react';
import { useModelCard } from '../api/models';
import type { Model } from '../api/modelWire';
import { DataTable } from '../chart/DataTable';
import { Failure } from '../ui/Failure';
import { Skeleton } from '../ui/Skeleton';
import { featureName } from './figures';
import { blocksOf, type Block, type Inline } from './markdown';
import styles from './models.module.css';

function Words({ text }: { text: readonly Inline[] }) {
  return text.map(({ kind, text: words }, index) => {
    const key = `${index} ${words}`;
    if (kind === 'strong') return <strong key={key}>{words}</strong>;
    if (kind === 'emphasis') return <em key={key}>{words}</em>;
    if (kind === 'code') return <code key={key}>{words}</code>;
    return <span key={key}>{words}</span>;
  });
}

function plain(text: readonly Inline[]): string {
  return text.map((piece) => piece.text).join('');
}

/** The page has headings above; those of the card go on from the third. */
function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? <h3><Words text={block.text} /></h3> : <h4><Words text={block.text} /></h4>;
    case 'paragraph':
      return <p><Words text={block.text} /></p>;
    case 'list': {
      const items = block.items.map((item) => <li key={plain(item)}><Words text={item} /></li>);
      return block.ordered ? <ol className={styles.numbers}>{items}</ol> : <ul className={styles.bullets}>{items}</ul>;
    }
    case 'code':
      return <pre className={styles.code}>{block.text}</pre>;
    default:
      return (
        <DataTable label={block.head.map(plain).join(', ')} columns={block.head.map(plain)}
          rows={block.rows.map((row, index) => ({ key: `${index}`, cells: row.map((cell) => <Words key={plain(cell)} text={cell} />) }))} />
      );
  }
}

function Loaded({ id }: { id: string }) {
  const card = useModelCard(id);
  if (card.isError) return <Failure error={card.error} retry={() => void card.refetch()} />;
  if (!card.data) return <Skeleton label="Reading the card" />;
  return (
    <div className={styles.card}>
      {/* Two parts of a card may read alike. */}
      {/* oxlint-disable-next-line no-array-index-key */}
      {blocksOf(card.data.markdown).map((block, index) => <Part key={`${block.kind} ${index}`} block={block} />)}
    </div>
  );
}

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
    <section className={styles.section} aria-labelledby={`${model.id}-about`}>
      <h2 id={`${model.id}-about`}>About {model.id}</h2>
      <p className={styles.lead}>{model.intended_use}</p>
      {model.limits.length > 0 && <ul className={styles.bullets}>{model.limits.map((limit) => <li key={limit}>{limit}</li>)}</ul>}
      <p className={styles.quiet}>{model.calibration}</p>
      <details className={styles.more}><summary>What it looks at: {model.features.length} features, {model.method}</summary><Features model={model} /></details>
      <details className={styles.more} onToggle={(event) => event.currentTarget.open && setRead(true)}>
        <summary>Its card</summary>
        {read && <Loaded id={model.id} />}
      </details>
      <details className={styles.more}><summary>How to make it again</summary><Lineage model={model} /></details>
    </section>
  );
}
