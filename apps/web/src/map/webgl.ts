/** Whether this browser can draw the map. Asked once: creating a context is not free. */
export function canDrawWebGl(): boolean {
  answer ??= document.createElement('canvas').getContext('webgl2') !== null;
  return answer;
}
let answer: boolean | undefined;
