/** The form that opens a case. */
export function OpenCase() {
  return null;
}
