/** An error body of the API; `errors` holds the single complaints of some 422 answers. */
export interface ErrorBody {
	error_code: number;
	error_token: string;
	message: string;
	errors?: Array<Omit<ErrorBody, 'errors'>>;
}

/** An answer that is an error; thrown by handlers, sent by the error handler. */
export class EmnifyError extends Error {
	constructor(
		readonly status: number,
		/** Undefined for an empty body. */
		readonly body: ErrorBody | { message: string } | undefined,
		readonly headers: Record<string, string> = {},
	) {
		super(body?.message ?? `status ${status}`);
	}
}

function apiError(status: number, code: number, token: string, message: string): EmnifyError {
	return new EmnifyError(status, { error_code: code, error_token: token, message });
}

/** An answer without a word, as most refused sign-ins get. */
export const silent = (status: number) => new EmnifyError(status, undefined);

export const badRequest = (message: string) => apiError(400, 1000, 'BadRequest', message);

/** The server reads ids as a Java long. */
export const noLong = (value: string) =>
	badRequest(`Cannot parse parameter id as Long: For input string: "${value}"`);

export const forbidden = () =>
	apiError(
		403,
		1104,
		'Forbidden',
		'You do not have the necessary permissions to access this entry point. Please contact your administrator.',
	);

export const notFound = (what: string, id: number | string) =>
	apiError(404, 1201, 'NotFound', `${what} with Id '${id}' not found.`);

export const conflict = (token: string, message: string) =>
	apiError(409, token === 'Duplicated' ? 1405 : 1406, token, message);

export const tooManyRequests = (status: number) =>
	apiError(status, 1105, 'TooManyRequests', 'Too many requests. Please try again later.');

export const invalidCredentials = () =>
	apiError(401, 1101, 'InvalidCredentials', 'The credentials are not valid.');

export const badFilter = (message: string) => apiError(422, 1301, 'InvalidQueryCriteria', message);
export const badSort = (message: string) => apiError(422, 1302, 'InvalidSortCriteria', message);

/** 422 with its complaints: `[code, token, message]` each. */
export function invalid(...parts: Array<[number, string, string]>): EmnifyError {
	return new EmnifyError(422, {
		error_code: 1400,
		error_token: 'InputValidationFailed',
		message: 'Input validation failed',
		errors: parts.map(([code, token, message]) => ({
			error_code: code,
			error_token: token,
			message,
		})),
	});
}

export const required = (field: string) => invalid([1402, 'Required', `${field} is required.`]);

/** 401 for an access token, as the gateway in front of the API makes it. */
export const gatewayRefusal = (message: string) =>
	new EmnifyError(401, { message }, { 'x-amzn-errortype': 'AccessDeniedException' });

export const expiredToken = () => apiError(401, 1103, 'TokenExpired', 'The token has expired.');
export const invalidToken = () => apiError(401, 1102, 'InvalidToken', 'The token is not valid.');
