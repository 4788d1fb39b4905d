/** Who is signed in. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, client } from './client';
import { isSignedOut } from './problem';
import type { Permission, Principal } from './wire';

export const SESSION = ['session'];

async function whoAmI(): Promise<Principal | null> {
  try {
    return await bodyOf(client.GET('/v1/session'));
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

export function useSession() {
  return useQuery({ queryKey: SESSION, queryFn: whoAmI, staleTime: Infinity });
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { login: string; password: string }) => bodyOf(client.POST('/v1/session', { body })),
    onSuccess: (principal) => queries.setQueryData(SESSION, principal),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.DELETE('/v1/session'),
    onSettled: () => {
      queries.setQueryData(SESSION, null);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });
    },
  });
}

export function may(principal: Principal | null | undefined, permission: Permission): boolean {
  return principal?.permissions.includes(permission) ?? false;
}
