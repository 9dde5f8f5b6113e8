import type { DocumentChanges } from '@maillage/domain/documents/document-view.ts';
import { WordChange } from '../ui/WordChange.tsx';

/** The paragraphs that moved, section by section: what went, what came, and within a paragraph the words that changed. */
export function ChangedSections({ paragraphs }: Pick<DocumentChanges, 'paragraphs'>) {
  return (
    <section>
      <h2>Phrase par phrase</h2>
      <p className="small soft">Les mots barrés ne sont plus dans le document ; les mots soulignés y sont entrés.</p>
      {[...Map.groupBy(paragraphs, ({ sectionId }) => sectionId)].map(([sectionId, members]) => (
        <section key={sectionId} className="changes-section">
          <h3>{members[0]!.section}</h3>
          <ul>
            {members.map(({ before, after }) => (
              <li key={`${before}\n${after}`}>
                {before === null && <span className="tag">Ajouté</span>} {after === null && <span className="tag">Retiré</span>}{' '}
                <WordChange before={before ?? ''} after={after ?? ''} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
