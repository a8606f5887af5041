/** The program to call: the one that a variable names, unless it is empty, as an unset one of a pipeline is. */
export function calledProgram(variable: string, usual: string): string {
  const given = process.env[variable];
  return given === undefined || given === '' ? usual : given;
}
