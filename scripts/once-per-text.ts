/** Work on a text that is done once a process: layouts that are tried ask for the same again and again. The result must not be changed. */
export function oncePerText<Result>(work: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      found = work(text);
      known.set(text, found);
    }
    return found;
  };
}
