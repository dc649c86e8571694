import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { isUserMissing } from './explain';

/**
 * Deletes one thing. A 404 means that it was gone already, unless it is the user who is missing.
 *
 * @returns true when it was gone already
 * @throws NodeApiError when the user does not exist, or the service refused
 */
export async function remove(api: ApiClient, call: Omit<ApiCall, 'method'>): Promise<boolean> {
	const answer: HttpAnswer = await api.send({ ...call, method: 'DELETE', accept: [404] });
	if (isUserMissing(answer)) throw await api.refusal(answer, { ...call, method: 'DELETE' });
	return answer.status === 404;
}
