/** The body of a command that needs none: any field in it is refused. */
export class Nothing {}
