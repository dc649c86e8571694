import { maskEmail, maskPhone } from '../../../sandbox/auth0/masking';
import { sortBy } from '../../../sandbox/auth0/records';
import { parseSearch } from '../../../sandbox/auth0/search';
import { SearchSyntaxError } from '../../../sandbox/auth0/searchTokens';

const PEOPLE = [
	{
		id: 'ana',
		email: 'ana@example.com',
		name: 'Ana "Annie" Martín',
		nickname: 'ana',
		username: 'Ana.M',
		logins_count: 412,
		blocked: false,
		identities: [{ connection: 'Username-Password-Authentication' }],
		app_metadata: { department: 'Finance' },
		created_at: '2023-01-25T19:00:31.387Z',
	},
	{
		id: 'ben',
		email: 'Ben@Example.com',
		name: 'Ben Okafor',
		nickname: 'ben',
		logins_count: 3,
		blocked: true,
		identities: [{ connection: 'google-oauth2' }],
		created_at: '2024-06-01T00:00:00.000Z',
	},
	{ id: 'cleo', email: 'cleo@other.org', name: 'Cleo (CEO)', nickname: 'back\\slash' },
];

const found = (query: string) => PEOPLE.filter(parseSearch(query)).map(({ id }) => id);

it.each([
	['', ['ana', 'ben', 'cleo']],
	['email:"ana@example.com"', ['ana']],
	['email:ana@example.com', ['ana']],
	['email:"ANA@example.com"', ['ana']],
	['email:"ben@example.com"', ['ben']],
	['email:an*', ['ana']],
	['email:*example.com', ['ana', 'ben']],
	['name:*oka*', ['ben']],
	['name:"Ana \\"Annie\\" Martín"', ['ana']],
	['name:Cleo\\ \\(CEO\\)', ['cleo']],
	['nickname:"back\\\\slash"', ['cleo']],
	['username:Ana*', ['ana']],
	['username:ana*', []],
	['email:ana* OR nickname:ben*', ['ana', 'ben']],
	['email:*example.com AND blocked:true', ['ben']],
	['email:*example.com blocked:true', ['ben']],
	['NOT blocked:true', ['ana', 'cleo']],
	['-blocked:true', ['ana', 'cleo']],
	['blocked:false', ['ana']],
	['nickname:(ana OR ben)', ['ana', 'ben']],
	['(nickname:ana OR nickname:ben) AND blocked:true', ['ben']],
	['_exists_:logins_count', ['ana', 'ben']],
	['NOT _exists_:logins_count', ['cleo']],
	['logins_count:[3 TO 412]', ['ana', 'ben']],
	['logins_count:{3 TO 412]', ['ana']],
	['logins_count:[* TO 411]', ['ben']],
	['created_at:[2024-01-01 TO *]', ['ben']],
	['created_at:[2023-01-25T19:00:31.387Z TO 2023-12-31]', ['ana']],
	['identities.connection:"google-oauth2"', ['ben']],
	['app_metadata.department:"Finance"', ['ana']],
	['name:"Ben OR x"', []],
	['cleo*', ['cleo']],
])('%s finds %j', (query, ids) => {
	expect(found(query)).toEqual(ids);
});

it.each([
	'email:"open',
	'email:',
	'(email:a',
	'email:a)',
	'email:*ab',
	'email:a*b',
	'logins_count:[1 2]',
	'logins_count:[1 TO 2',
	'[1 TO 2]',
	'OR',
	'email:a\\',
])('%s is refused', (query) => {
	expect(() => parseSearch(query)).toThrow(SearchSyntaxError);
});

it('sorts up and down, without the field last', () => {
	const ids = (sort: string) => sortBy(PEOPLE, sort).map(({ id }) => id);
	expect(ids('logins_count:1')).toEqual(['ben', 'ana', 'cleo']);
	expect(ids('logins_count:-1')).toEqual(['ana', 'ben', 'cleo']);
	expect(ids('created_at:-1')).toEqual(['ben', 'ana', 'cleo']);
});

it('masks as it was recorded', () => {
	expect(maskPhone('+44207183875044')).toBe('XXXXXXXXXXX5044');
	expect(maskEmail('chuck334@example.com')).toBe('chuc****@exam*******');
	expect(maskEmail('foo@example.com')).toBe('****@exam*******');
});
