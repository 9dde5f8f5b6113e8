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
  // Who presses a button or chooses in a list at once is answered as soon as it lives: `src/main.tsx` tells.
  let pressed = null;
  let chosen = null;
  const keep = ({ type, target }) => {
    if (type === 'click') pressed = target.closest?.('button') ?? pressed;
    else if (target.localName === 'select') chosen = { list: target, value: target.value };
  };
  addEventListener('click', keep, true);
  addEventListener('change', keep, true);
  document.getElementById('root').addEventListener('alive', () => {
    removeEventListener('click', keep, true);
    removeEventListener('change', keep, true);
    if (pressed?.isConnected) pressed.click();
    if (!chosen?.list.isConnected) return;
    chosen.list.value = chosen.value;
    chosen.list.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
