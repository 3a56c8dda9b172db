import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { NextStep } from '../learning/progress/next.ts';
import type { Roadmap } from '../learning/roadmap/schema.ts';
import type { Page, PanelState, Wish } from '../protocol.ts';
import { pageKey, type FieldValue, type Memory } from './memory.ts';

/** What every part of a page can reach: the state that came down, and the way up. */
export interface PanelContext {
  readonly state: PanelState;
  readonly memory: Memory;
  /** Where to go on in the page's roadmap. */
  readonly next: NextStep | undefined;
  /** Asks the editor for something. `says` is spoken to screen readers once the answer is there. */
  readonly ask: (wish: Wish, says?: string) => void;
}

const context = createContext<PanelContext | undefined>(undefined);
export const PanelProvider = context.Provider;

/** The panel around a part. */
export function usePanel(): PanelContext {
  const panel = useContext(context);
  if (!panel) throw new Error('Waymark: a part of the panel was drawn outside of it.');
  return panel;
}

/** The panel with the roadmap of its page. Only for parts of pages that have one. */
export function useRoadmap(): PanelContext & { readonly roadmap: Roadmap } {
  const panel = usePanel();
  const { roadmap } = panel.state;
  if (!roadmap) throw new Error('Waymark: this page needs a roadmap.');
  return { ...panel, roadmap };
}

/** Opens a page. */
export function useOpen(): (page: Page) => void {
  const { ask } = usePanel();
  return (page) => ask({ type: 'open', page });
}

/** Whether a fold is open; kept over a reload. */
export function useFold(name: string, initial: boolean): readonly [boolean, (open: boolean) => void] {
  const { memory, state } = usePanel();
  const page = pageKey(state.page);
  const [open, setOpen] = useState(() => memory.fold(page, name) ?? initial);
  return [
    open,
    (next) => {
      if (next === open) return;
      setOpen(next);
      memory.setFold(page, name, next);
    },
  ];
}

/** A field of a form or filter; kept over a reload. */
export function useField<T extends FieldValue>(
  name: string,
  initial: T,
  accepts: (value: FieldValue) => value is T,
): readonly [T, (value: T) => void] {
  const { memory, state } = usePanel();
  const page = pageKey(state.page);
  const [value, setValue] = useState<T>(() => {
    const kept = memory.field(page, name);
    return kept !== undefined && accepts(kept) ? kept : initial;
  });
  return [
    value,
    (next) => {
      setValue(next);
      memory.setField(page, name, next);
    },
  ];
}

/** A field of text. */
export function useTextField(name: string, initial: string): readonly [string, (value: string) => void] {
  return useField(name, initial, (value) => typeof value === 'string');
}

/** A field of several choices. */
export function useListField(
  name: string,
  initial: readonly string[],
): readonly [readonly string[], (value: readonly string[]) => void] {
  const [value, setValue] = useField<string[]>(name, [...initial], (kept) => Array.isArray(kept));
  return [value, (next) => setValue([...next])];
}
