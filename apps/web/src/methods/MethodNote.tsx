import type { ComponentProps } from 'react';
import Markdown from 'react-markdown';
import { Link } from 'react-router';
import remarkGfm from 'remark-gfm';
import { ScrollZone } from '../ui/ScrollZone.tsx';

/** A note as text: HTML written in it is left out, tables scroll by themselves on narrow screens. */
export function MethodNote({ markdown }: { markdown: string }) {
  return (
    <article className="note">
      <Markdown remarkPlugins={[remarkGfm]} skipHtml components={{ table: ScrollingTable, pre: ScrollingExample, a: NoteLink }}>
        {markdown}
      </Markdown>
    </article>
  );
}

function ScrollingTable({ children }: ComponentProps<'table'>) {
  return (
    <ScrollZone label="Tableau de la note">
      <table>{children}</table>
    </ScrollZone>
  );
}

function ScrollingExample({ children }: ComponentProps<'pre'>) {
  return (
    <ScrollZone label="Exemple de la note">
      <pre>{children}</pre>
    </ScrollZone>
  );
}

/** Notes link to one another by file name, which is how they read in the repository too. */
function NoteLink({ href = '', children }: ComponentProps<'a'>) {
  const note = /^(?:\.\/)?([\w-]+)\.md(#.*)?$/.exec(href);
  if (note) return <Link to={`/methode/${note[1]}${note[2] ?? ''}`}>{children}</Link>;
  return href.startsWith('/') ? <Link to={href}>{children}</Link> : <a href={href}>{children}</a>;
}
