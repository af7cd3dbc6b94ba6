/** The parts of a multipart body (RFC 2046 section 5.1.1): header lines, an empty line, content; bytes in UTF-8. */
export function partsOf(body: Buffer, contentType: string): readonly string[] {
  const boundary = contentType.split('boundary=')[1] ?? '';
  const pieces = `\r\n${body.toString()}`.split(`\r\n--${boundary}`);
  if (pieces[0] !== '' || pieces.at(-1) !== '--\r\n') throw new Error('It is not delimited.');
  return pieces.slice(1, -1).map((piece) => {
    if (!piece.startsWith('\r\n')) throw new Error('A boundary line goes on.');
    return piece.slice(2);
  });
}
