// The server drew this page: it is shown before anything runs. A slow processor takes half a second to bring it to life.
{
  const { entry } = document.currentScript.dataset;
  requestAnimationFrame(() => setTimeout(() => import(entry)));
}
