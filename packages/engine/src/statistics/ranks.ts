/** Rank of each value from 1, equal values sharing the mean of their ranks; NaN stays NaN and takes no rank. */
export function midRanks(values: Float64Array): Float64Array {
  const order = [...values.keys()].filter((index) => !Number.isNaN(values[index]));
  // Infinity − Infinity is NaN: no subtraction.
  order.sort((a, b) => (values[a] === values[b] ? 0 : values[a]! < values[b]! ? -1 : 1));
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  for (let first = 0; first < order.length; ) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1]!] === values[order[first]!]) last++;
    for (let position = first; position <= last; position++) ranks[order[position]!] = (first + last) / 2 + 1;
    first = last + 1;
  }
  return ranks;
}
