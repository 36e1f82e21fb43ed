/** The text of the file, as the build inlines it. */
declare module '*.yaml' {
  const text: string;
  export default text;
}
