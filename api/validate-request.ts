// How every request is held against its route: what the schema says, and nothing that it does not know.
import type { FastifySchemaCompiler } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';

/** The query of a route that takes none. */
export const NO_QUERY = z.object({});

/**
 * A query or a body is refused when it names what its route does not know: a misspelt filter that was passed over would answer
 * with everything, a misspelt day would be today, and whoever asked could not tell.
 */
export const compileValidator: FastifySchemaCompiler<z.ZodType> = (route) => {
  const { schema, httpPart } = route;
  const held = httpPart === 'querystring' || httpPart === 'body' ? nothingElse(schema) : schema;
  return validatorCompiler({ ...route, schema: held });
};

/** The same schema, refusing other fields at its first level; a record, whose fields are anybody's, stays as it is. */
export function nothingElse(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDiscriminatedUnion)
    return z.discriminatedUnion(schema.def.discriminator, options(schema.options) as never);
  return schema instanceof z.ZodObject ? strict(schema) : schema;
}

const options = (of: readonly unknown[]) => of.map((option) => nothingElse(option as z.ZodType));

function strict(schema: z.ZodObject): z.ZodObject {
  const known = Object.keys(schema.shape);
  const takes = known.length === 0 ? 'ở đây không nhận trường nào' : `chỉ nhận: ${known.join(', ')}`;
  const error: z.core.$ZodErrorMap = (issue) =>
    issue.code === 'unrecognized_keys' ? `không có ${issue.keys.join(', ')}; ${takes}` : undefined;
  return schema.clone({ ...schema.def, catchall: z.never(), error });
}
