// A typed client of Palabre: the types in palabre.d.ts are generated from docs/openapi.json, so a path, a parameter or a
// field that does not exist does not compile. Needs openapi-fetch, nothing else.
import createClient from 'openapi-fetch';
import type {components, paths} from './palabre.d.ts';

export type Schemas = components['schemas'];

/** A client of the service at `baseUrl`, for example `https://palabre.example`. */
export function palabre(baseUrl: string) {
  // Lists answer as tables and lines too, to who asks for them.
  return createClient<paths, 'application/json'>({baseUrl});
}

export type Palabre = ReturnType<typeof palabre>;

/** Failures of the service, with their stable code and the next step. */
export class PalabreError extends Error {
  constructor(readonly problem: Schemas['Problem']) {
    super(`${problem.title}: ${problem.detail} ${problem.next_step}`);
  }
}

/** What an answer holds; throws the problem of one that failed. */
export function value<T>(answer: {data?: T; error?: unknown}): T {
  if (answer.data === undefined) throw new PalabreError(answer.error as Schemas['Problem']);
  return answer.data;
}

/** All members, page by page. */
export async function* members(client: Palabre, community: string): AsyncGenerator<Schemas['Member']> {
  for (let after: string | undefined; ; ) {
    const query = {limit: 200, ...(after === undefined ? {} : {after})};
    const page = value(await client.GET('/api/v1/communities/{community}/members', {params: {path: {community}, query}}));
    yield* page.items;
    if (page.next == null) return;
    after = new URL(page.next, 'http://x').searchParams.get('after') ?? undefined;
  }
}
