/** Style sheets are imported for their effect; the bundler gathers them. */
declare module '*.css';

/** Operations are imported as their text. */
declare module '*.graphql' {
  const text: string;
  export = text;
}
