import { Clock } from '../../../sandbox/shared/clock';
import { IdSource } from '../../../sandbox/shared/ids';
import { TokenStore } from '../../../sandbox/shared/tokens';

const START = Date.UTC(2026, 10, 21, 2, 0, 0, 5);

describe('the clock', () => {
	it('goes with the wall clock and can be moved ahead of it', () => {
		let wall = START;
		const clock = new Clock(() => wall);
		expect(clock.iso()).toBe('2026-11-21T02:00:00.005Z');
		clock.advance(3_600_000);
		wall += 1000;
		expect(clock.iso()).toBe('2026-11-21T03:00:01.005Z');
		expect(clock.shift).toBe(3_600_000);
		clock.reset();
		expect(clock.now()).toBe(wall);
	});

	it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('is not moved by %s', (ms) => {
		expect(() => {
			new Clock().advance(ms);
		}).toThrow(RangeError);
	});
});

describe('tokens', () => {
	function storeWithToken() {
		const clock = new Clock(() => START);
		const tokens = new TokenStore<string>(clock);
		tokens.add('t', 'read', 60);
		return { clock, tokens };
	}

	it('expire when their lifetime is over, by the clock', () => {
		const { clock, tokens } = storeWithToken();
		clock.advance(59_999);
		expect(tokens.check('t')).toEqual({ state: 'valid', grant: 'read' });
		clock.advance(1);
		expect(tokens.check('t')).toEqual({ state: 'expired', grant: 'read' });
	});

	it('expire all at once, but not those that come later', () => {
		const { tokens } = storeWithToken();
		tokens.expireAll();
		tokens.add('later', 'read', 60);
		expect(tokens.check('t').state).toBe('expired');
		expect(tokens.check('later').state).toBe('valid');
	});

	it('are unknown, not expired, when they were never given out or forgotten', () => {
		const { tokens } = storeWithToken();
		expect(tokens.check('other').state).toBe('unknown');
		tokens.clear();
		expect(tokens.check('t').state).toBe('unknown');
	});
});

it('ids differ from each other and come again after a reset', () => {
	const ids = new IdSource();
	const first = Array.from({ length: 500 }, () => ids.alphanumeric(16));
	expect(new Set(first).size).toBe(500);
	expect(first.every((id) => /^[A-Za-z0-9]{16}$/.test(id))).toBe(true);
	ids.reset();
	expect(Array.from({ length: 500 }, () => ids.alphanumeric(16))).toEqual(first);
	expect(ids.hex(24)).toMatch(/^[0-9a-f]{24}$/);
});
