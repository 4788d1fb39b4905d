/** Resources that this reader keeps on top. */
import { useCallback, useState } from 'react';

const KEY = 'lindley.pinned';

function stored(): ReadonlySet<string> {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(list) ? list.map(String) : []);
  } catch {
    return new Set();
  }
}

export function usePins(): [ReadonlySet<string>, (id: string) => void] {
  const [pins, setPins] = useState(stored);
  const toggle = useCallback((id: string) => setPins((before) => {
    const next = new Set(before);
    if (!next.delete(id)) next.add(id);
    localStorage.setItem(KEY, JSON.stringify([...next]));
    return next;
  }), []);
  return [pins, toggle];
}
