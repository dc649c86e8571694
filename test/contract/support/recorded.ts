import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import type { GivenAnswer, OpenApiContract, Problem, SentRequest } from './openApiContract';

/** The request of a record, as the contract wants it. */
export function sentRequest(record: RecordedRequest): SentRequest {
	return {
		method: record.method,
		path: record.path,
		query: record.query,
		headers: record.headers,
		contentType: record.headers['content-type'] ?? '',
		body: record.bodyText === '' ? undefined : (record.body ?? record.bodyText),
	};
}

/** The answer of a record; undefined when a fault answered or the connection was cut. */
export function givenAnswer({ answer, fault }: RecordedRequest): GivenAnswer | undefined {
	if (!answer || fault !== undefined) return undefined;
	const { status, contentType, bodyText } = answer;
	return {
		status,
		...(contentType === undefined ? {} : { contentType }),
		body: bodyText === '' ? undefined : (JSON.parse(bodyText) as unknown),
	};
}

/** What the vendor's document does not allow of these answers. */
export function problemsOfAnswers(
	contract: OpenApiContract,
	records: readonly RecordedRequest[],
): Problem[] {
	return records.flatMap((record) => {
		const answer = givenAnswer(record);
		return answer ? contract.checkResponse(sentRequest(record), answer) : [];
	});
}

/** What the vendor's document does not allow of these requests. */
export function problemsOfRequests(
	contract: OpenApiContract,
	records: readonly RecordedRequest[],
): Problem[] {
	return records.flatMap((record) => contract.checkRequest(sentRequest(record)));
}
