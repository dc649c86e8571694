import { BASE_SEED, fc, seedFor } from '../../support/random';

/** Which values a random test sees: the same where it gates, others where more is asked for. */

const CHOSEN = ['PROPERTY', 'PROPERTY_SEED'] as const;
const before = CHOSEN.map((name) => [name, process.env[name]] as const);
afterEach(() => {
	for (const [name, value] of before) {
		if (value === undefined) Reflect.deleteProperty(process.env, name);
		else process.env[name] = value;
	}
	jest.restoreAllMocks();
});

/** The seed of a run with this environment, and what was printed. */
function seedWith(environment: Partial<Record<(typeof CHOSEN)[number], string>>) {
	for (const name of CHOSEN) Reflect.deleteProperty(process.env, name);
	Object.assign(process.env, environment);
	const print = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
	let seed = 0;
	jest.isolateModules(() => {
		const random =
			jest.requireActual<typeof import('../../support/random')>('../../support/random');
		seed = random.BASE_SEED;
	});
	const printed = print.mock.calls.map(([text]) => String(text)).join('');
	print.mockRestore();
	return { seed, printed };
}

test('it is fixed, and not told, where nothing is asked for', () => {
	const { seed, printed } = seedWith({});
	expect(seedWith({}).seed).toBe(seed);
	expect(printed).toBe('');
});

test.each([{ PROPERTY: 'whole' }, { PROPERTY_SEED: 'random' }])(
	'with %j it is another in each run, and printed',
	(environment) => {
		const runs = [seedWith(environment), seedWith(environment)];
		expect(new Set(runs.map(({ seed }) => seed)).size).toBe(2);
		for (const { seed, printed } of runs) {
			expect(printed).toBe(`seeds.test.ts: PROPERTY_SEED=${seed}\n`);
		}
	},
);

test('a seed that is given counts, in the whole run too', () => {
	expect(seedWith({ PROPERTY: 'whole', PROPERTY_SEED: '4711' }).seed).toBe(4711);
	expect(() => seedWith({ PROPERTY_SEED: 'often' })).toThrow('PROPERTY_SEED is "often"');
});

test('it is the one that the values are made of, apart for each of many alike', () => {
	expect(fc.readConfigureGlobal().seed).toBe(BASE_SEED);
	expect(seedFor('a')).toBe(seedFor('a'));
	expect(seedFor('a')).not.toBe(seedFor('b'));
});
