import type { DocumentFigure } from '@maillage/domain/documents/document.ts';
import {
  DRAFT_MODE_LABELS,
  DRAFT_MODES,
  type DraftMode,
  type DraftView,
  MAX_SECTION_LENGTH,
  type StaffSection,
} from '@maillage/domain/documents/draft.ts';
import { useEffect, useId, useRef, useState } from 'react';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import { ComparisonHelper } from './ComparisonHelper.tsx';
import { FigureChooser } from './FigureChooser.tsx';
import { ProseView } from './ProseView.tsx';
import type { PageBook } from './page-book.ts';
import { ReviewList } from './ReviewList.tsx';
import { SectionConflict } from './SectionConflict.tsx';
import { SectionHistory } from './SectionHistory.tsx';
import { useSectionDraft } from './use-section-draft.ts';

interface SectionEditorProps {
  view: DraftView;
  section: StaffSection;
  territory: string | null;
  book: PageBook;
  learn(figures: readonly DocumentFigure[]): void;
}

/** One section: the automatic draft, the staff's text beside it with its figures live, and what must be read again. */
export function SectionEditor({ view, section, territory, book, learn }: SectionEditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const [compared, setCompared] = useState<DocumentFigure[]>([]);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const draft = useSectionDraft(view, section, territory, learn);
  const { typed, change } = draft;
  const text = typed.text ?? '';
  useCaret(area, caret, text);

  /** Where the author was writing; at the end when they were not. */
  const insert = (prose: string) => {
    const start = area.current?.selectionStart ?? text.length;
    const end = area.current?.selectionEnd ?? text.length;
    caret.current = start + prose.length;
    change({ text: text.slice(0, start) + prose + text.slice(end) });
  };
  return (
    <div className={`draft-section${typed.text === null ? '' : ' has-text'}`}>
      <section aria-labelledby={`${id}-auto`}>
        <h3 id={`${id}-auto`}>Texte automatique</h3>
        {section.automaticText === '' ? (
          <p className="soft">Cette section n’a pas de texte automatique : ses tableaux et ses cartes suivent son titre.</p>
        ) : (
          <ProseView text={section.automaticText} book={book} written={null} />
        )}
        {view.canWrite && section.automaticText !== '' && typed.text === null && (
          <button type="button" className="button" onClick={() => change({ text: section.automaticText, mode: 'replace' })}>
            Partir de ce texte
          </button>
        )}
      </section>
      <section aria-labelledby={`${id}-texte`}>
        <h3 id={`${id}-texte`}>Votre texte</h3>
        {draft.leftover && (
          <p className="notice">
            Un brouillon de la version {draft.leftover.version} est resté sur ce poste.{' '}
            <button type="button" className="text-button" onClick={() => change({ text: draft.leftover!.text })}>
              Le reprendre
            </button>
          </p>
        )}
        {draft.conflict && (
          <SectionConflict mine={typed.text} failure={draft.conflict} onKeepMine={draft.keepMine} onTakeTheirs={draft.takeTheirs} />
        )}
        {draft.error && <ErrorNotice error={draft.error} />}
        {view.canWrite && (
          <>
            <ChoiceField<DraftMode>
              label="Imprimé"
              value={typed.mode}
              choices={DRAFT_MODES.map((mode) => ({ id: mode, label: DRAFT_MODE_LABELS[mode] }))}
              onChange={(mode) => change({ mode })}
            />
            <div className="field">
              <label htmlFor={`${id}-zone`}>
                Texte <span className="soft">(une ligne vide sépare deux paragraphes ; **gras** ; [[2024]] pour une date)</span>
              </label>
              <textarea
                ref={area}
                id={`${id}-zone`}
                className="input draft-text"
                value={text}
                maxLength={MAX_SECTION_LENGTH}
                onChange={(event) => change({ text: event.target.value })}
              />
            </div>
            <div className="draft-bar">
              <button
                type="button"
                className="button button-primary"
                disabled={draft.isPending || !draft.isDirty}
                onClick={() => draft.saveNow()}
              >
                Enregistrer
              </button>
              {typed.text !== null && (
                <button type="button" className="text-button" onClick={() => change({ text: null })}>
                  Revenir au texte automatique
                </button>
              )}
              <span role="status" className="small">
                {sayState(draft)}
              </span>
            </div>
            <ReviewList {...{ text, book }} written={draft.written} onReread={draft.saveNow} onChange={(next) => change({ text: next })} />
            <div className="draft-tools">
              <FigureChooser
                runId={view.runId}
                onInsert={(figure) => {
                  learn([figure]);
                  insert(`{{${figure.id}}}`);
                }}
                onCompare={(figure) => {
                  learn([figure]);
                  setCompared((before) => (before.length === 1 && before[0]!.id !== figure.id ? [before[0]!, figure] : [figure]));
                }}
              />
              <ComparisonHelper
                key={compared.map((figure) => figure.id).join()}
                {...{ compared, book }}
                onInsert={(prose) => {
                  insert(prose);
                  setCompared([]);
                }}
                onClear={() => setCompared([])}
              />
            </div>
          </>
        )}
        {typed.text !== null && text.trim() !== '' && (
          <>
            <h4>Tel qu’il sera imprimé</h4>
            <ProseView text={text} book={book} written={draft.written} />
          </>
        )}
        {typed.text === null && !view.canWrite && <p className="soft">Rien n’a été écrit : le texte automatique est imprimé.</p>}
        {view.canWrite && (
          <details onToggle={(event) => setHistoryOpen(event.currentTarget.open)}>
            <summary>Historique de la section</summary>
            {isHistoryOpen && (
              <SectionHistory {...{ kind: view.kind, sectionId: section.id, territory }} onTake={(old) => change({ text: old })} />
            )}
          </details>
        )}
      </section>
    </div>
  );
}

function sayState({ isPending, isDirty, savedAt, conflict }: ReturnType<typeof useSectionDraft>): string {
  if (isPending) return 'Enregistrement…';
  if (conflict !== null) return 'Non enregistré : choisissez entre les deux textes.';
  if (isDirty) return 'Modifications gardées sur ce poste';
  return savedAt === null ? '' : `Enregistré à ${savedAt}`;
}

/** After something was inserted, the author goes on writing just after it. */
function useCaret(area: { current: HTMLTextAreaElement | null }, caret: { current: number | null }, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caret is set once the text has been written
  useEffect(() => {
    if (caret.current === null || area.current === null) return;
    area.current.focus();
    area.current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);
}
