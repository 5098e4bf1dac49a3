// An answer that several requests share is checked against its schema and written as JSON once.
import { serializerCompiler } from 'fastify-type-provider-zod';

/** As the compiler of the type provider; of one route the same object gives the same text. What a handler has answered nobody changes any more. */
export function serialiseOnce(): typeof serializerCompiler {
  return (route) => {
    const serialise = serializerCompiler(route);
    const texts = new WeakMap<object, string>();
    return (data) => {
      if (typeof data !== 'object' || data === null) return serialise(data);
      const known = texts.get(data);
      if (known !== undefined) return known;
      const text = serialise(data);
      texts.set(data, text);
      return text;
    };
  };
}
