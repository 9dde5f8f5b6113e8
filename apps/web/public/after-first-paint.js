// The server drew this page: it is shown before anything runs. A slow processor takes half a second to bring it to life.
{
  const { entry, parts, answers } = document.currentScript.dataset;
  const ask = (addresses, how) => {
    for (const href of addresses.split(' ').filter(Boolean))
      document.head.append(Object.assign(document.createElement('link'), { ...how, crossOrigin: '', href }));
  };
  let isStarted = false;
  const start = () => {
    if (isStarted) return;
    isStarted = true;
    // All together: the application would name them one after the other.
    ask(parts, { rel: 'modulepreload' });
    ask(answers, { rel: 'preload', as: 'fetch' });
    import(entry);
  };
  // Once the words are on the screen, not only drawn: until then the two would share the processor.
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true });
  // A page opened behind another is not painted.
  setTimeout(start, 2000);
  // Who presses a button at once is answered as soon as it lives: `src/main.tsx` tells.
  let pressed = null;
  const keep = ({ target }) => {
    pressed = target.closest?.('button') ?? pressed;
  };
  addEventListener('click', keep, true);
  document.getElementById('root').addEventListener('alive', () => {
    removeEventListener('click', keep, true);
    if (pressed?.isConnected) pressed.click();
  });
}
