import { apiPaths } from '@maillage/domain/api/paths.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { apiPost } from '../api/client.ts';
import { sheetCommentsQuery } from '../api/plan-queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

/** What the partners say of a sheet, the first first. */
export function SheetComments({ id, canWrite }: { id: string; canWrite: boolean }) {
  const client = useQueryClient();
  const { data: comments = [], error } = useQuery(sheetCommentsQuery(id));
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: () => apiPost(apiPaths.sheetComments(id), z.object({ id: z.string() }), { text }),
    onSuccess: () => {
      setText('');
      return client.invalidateQueries({ queryKey: sheetCommentsQuery(id).queryKey });
    },
  });
  return (
    <section className="section no-print">
      <h2>Commentaires</h2>
      {error && <ErrorNotice error={error} />}
      {comments.length === 0 && !error && <p className="soft">Aucun commentaire.</p>}
      <ul className="sheet-comments">
        {comments.map((comment) => (
          <li key={comment.id}>
            <strong>{comment.author}</strong>, <span className="soft">{formatDate(comment.at)}</span>
            <p className="sheet-text">{comment.removed ? <em>Commentaire retiré.</em> : comment.text}</p>
          </li>
        ))}
      </ul>
      {canWrite && (
        <form
          className="sheet-form"
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          <div className="field">
            <label htmlFor="commentaire">Votre commentaire</label>
            <textarea
              id="commentaire"
              className="input"
              required
              maxLength={5000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <p>
            <button type="submit" className="button" disabled={send.isPending || text.trim() === ''}>
              Commenter
            </button>
          </p>
          {send.error && <ErrorNotice error={send.error} />}
        </form>
      )}
    </section>
  );
}
