/** Taking a chart along: its numbers as CSV, its picture as SVG. */
export type Cell = string | number;
export interface TableData { columns: readonly string[]; rows: readonly (readonly Cell[])[] }

function csvCell(cell: Cell): string {
  const text = String(cell);
  // A cell that a spreadsheet would read as a formula is written as text.
  const safe = typeof cell === 'string' && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf({ columns, rows }: TableData): string {
  return [columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n').concat('\r\n');
}

const KEPT = [
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'fill-opacity', 'font-family', 'font-size', 'font-weight',
  'text-anchor', 'dominant-baseline', 'letter-spacing', 'paint-order', 'stroke-linejoin',
];

/** The picture with every colour written out, so that it looks the same without the app's styles. */
export function svgOf(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  for (const [index, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const original = originals[index];
    if (!original || !(element instanceof SVGElement)) continue;
    const style = getComputedStyle(original);
    for (const name of KEPT) element.style.setProperty(name, style.getPropertyValue(name));
    element.removeAttribute('class');
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.setProperty('background', getComputedStyle(document.body).getPropertyValue('--surface'));
  copy.style.setProperty('color-scheme', getComputedStyle(document.documentElement).colorScheme);
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

export function download(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
