/** Something that whoever runs this process can put right. The message says what is wrong and what to do: print it without a stack. */
export class SetupProblem extends Error {
  override readonly name: string = 'SetupProblem';
}
