// The server drew this page: it is shown before anything runs. A slow processor takes half a second to bring it to life.
{
  const { entry, parts } = document.currentScript.dataset;
  const ask = (href) =>
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', crossOrigin: '', href }));
  requestAnimationFrame(() =>
    setTimeout(() => {
      // All together: the application would name them one after the other.
      for (const href of parts.split(' ').filter(Boolean)) ask(href);
      import(entry);
    }),
  );
}
