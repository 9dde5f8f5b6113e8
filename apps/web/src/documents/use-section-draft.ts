import { apiPaths } from '@maillage/domain/api/paths.ts';
import type { DocumentFigure } from '@maillage/domain/documents/document.ts';
import { type DraftMode, type DraftView, type SectionSaved, type StaffSection, sectionSaved } from '@maillage/domain/documents/draft.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiFailure, apiWrite } from '../api/client.ts';
import { draftQuery } from '../api/document-queries.ts';
import { forgetSection, keepSection, recallSection } from './section-memory.ts';

const AUTOSAVE_MILLISECONDS = 1_500;

interface Typed {
  text: string | null;
  mode: DraftMode;
}

/**
 * The text of a section while it is edited: kept on this machine at once, saved a moment after over the version that was read. A
 * conflict stops the saving until its author has chosen.
 */
export function useSectionDraft(
  view: DraftView,
  section: StaffSection,
  territory: string | null,
  learn: (figures: readonly DocumentFigure[]) => void,
) {
  const memoryKey = [view.kind, view.territory.kind, view.territory.code, section.id].join('/');
  const [kept] = useState(() => recallSection(memoryKey));
  const isKeptCurrent = kept !== null && kept.version === section.version;
  const [typed, setTyped] = useState<Typed>(() => ({
    text: isKeptCurrent ? kept.text : section.text,
    mode: isKeptCurrent ? kept.mode : section.mode,
  }));
  const [version, setVersion] = useState(section.version);
  const [written, setWritten] = useState(section.written);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [isDirty, setDirty] = useState(isKeptCurrent);
  const latest = useRef(typed);
  latest.current = typed;

  const client = useQueryClient();
  const save = useMutation({
    networkMode: 'always', // without network the page says so at once, and tries again
    mutationFn: ({ sent, over, reread }: { sent: Typed; over: number; reread: string[] }) =>
      apiWrite('PUT', apiPaths.draftSection(view.kind, section.id, territory), sectionSaved, { ...sent, version: over, reread }),
    onSuccess: (answer, { sent }) => {
      setVersion(answer.version);
      setWritten(answer.written);
      learn(answer.figures);
      // The list of sections and this section, opened again, show what was saved.
      client.setQueryData(draftQuery(view.kind, territory).queryKey, (read) => read && withSaved(read, section.id, { ...sent, ...answer }));
      void client.invalidateQueries({ queryKey: ['documents'], exact: true });
      void client.invalidateQueries({ queryKey: ['documents', 'history', view.kind, section.id] });
      setSavedAt(new Date().toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit' }));
      // What was typed while the answer came is still to be saved.
      if (latest.current.text !== sent.text || latest.current.mode !== sent.mode) return;
      setDirty(false);
      forgetSection(memoryKey);
    },
  });
  const conflict = save.error instanceof ApiFailure && save.error.code === 'edit-conflict' ? save.error : null;
  const { mutate, isPending, error } = save;
  // biome-ignore lint/correctness/useExhaustiveDependencies: saving follows what is typed, and waits while another save or a conflict is under way
  useEffect(() => {
    if (!isDirty || isPending || conflict !== null) return;
    const timer = setTimeout(() => mutate({ sent: typed, over: version, reread: [] }), error === null ? AUTOSAVE_MILLISECONDS : 10_000);
    return () => clearTimeout(timer);
  }, [typed, version, isDirty, isPending, error]);

  const change = (values: Partial<Typed>) => {
    const next = { ...typed, ...values };
    setTyped(next);
    setDirty(true);
    keepSection(memoryKey, { version, ...next });
  };
  return {
    ...{ typed, version, written, isDirty, isPending, savedAt, conflict, change },
    error: conflict === null ? error : null,
    /** A text of another version that stayed on this machine. */
    leftover: kept !== null && !isKeptCurrent ? kept : null,
    saveNow: (reread: string[] = []) => mutate({ sent: typed, over: version, reread }),
    keepMine: (over: number) => {
      setVersion(over);
      mutate({ sent: typed, over, reread: [] });
    },
    takeTheirs: (text: string | null, over: number) => {
      forgetSection(memoryKey);
      setTyped({ ...typed, text });
      setVersion(over);
      setDirty(false);
      save.reset();
    },
  };
}

function withSaved(view: DraftView, sectionId: string, { figures, ...saved }: Typed & SectionSaved): DraftView {
  const known = new Set(figures.map(({ id }) => id));
  return {
    ...view,
    sections: view.sections.map((section) => (section.id === sectionId ? { ...section, ...saved } : section)),
    figures: [...figures, ...view.figures.filter(({ id }) => !known.has(id))],
  };
}
