/** A model's card, as the server writes it from the manifest. */
import { useModelCard } from '../api/models';
import { DataTable } from '../chart/DataTable';
import { Failure } from '../ui/Failure';
import { Skeleton } from '../ui/Skeleton';
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

export function CardView({ id }: { id: string }) {
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
