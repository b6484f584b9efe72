// Draws made again from their files, wherever this runs: a browser, or Node in another language and time zone.
// `node recompute.mjs` reads a list of draws from standard input and prints the fingerprints of their files.

const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Name → SHA-256 of every file of each draw's outcome; `engine` is the draw room, a draw as `inBase64` writes it. */
export function recompute(engine, draws) {
  return draws.map(({ files: encoded, secret }) => {
    const files = Object.fromEntries(Object.entries(encoded).map(([name, text]) => [name, bytesOf(text)]));
    const parsed = (name) => engine.parseCanonical(files[name], name);
    const strata = Object.keys(files).filter((name) => name.startsWith('pool/'));
    const outcome = engine.runDraw({
      log: engine.readLog(files['log.jsonl']),
      C: parsed('draw.json').C,
      rules: parsed('rules.json'),
      poolKey: engine.fromHex(parsed('pool-key.json').poolKey),
      secret: secret && engine.fromHex(secret),
      pools: {
        strata: strata.map((name) => ({ code: name.slice(5, -6), records: files[name] })),
        excluded: files['excluded.jsonl'],
        inspectors: files['inspectors.jsonl'],
        conflicts: files['conflicts.jsonl'],
      },
    });
    return fingerprints(engine, outcome.files);
  });
}

export function fingerprints(engine, files) {
  const names = Object.keys(files).sort();
  return Object.fromEntries(names.map((name) => [name, engine.toHex(engine.sha256.digest(files[name]))]));
}

if (typeof process !== 'undefined' && process.argv[1]?.endsWith('recompute.mjs')) {
  const engine = await import('../../dist/scheduler/draw/index.js');
  let text = '';
  for await (const part of process.stdin) text += part;
  console.log(JSON.stringify(recompute(engine, JSON.parse(text))));
}
