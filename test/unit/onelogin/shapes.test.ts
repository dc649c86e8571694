import { dataRows, filled, idOf, single, without } from '../../../nodes/OneLogin/transport/shapes';
import { factorKind } from '../../../nodes/OneLogin/transport/factorKinds';

const ROW = { id: 1 };

describe("v1's shapes of `data`", () => {
	test.each([
		['an array of one', { data: [ROW] }, undefined, [ROW]],
		['an object with a list', { data: { otp_devices: [ROW, ROW] } }, 'otp_devices', [ROW, ROW]],
		['an array within an array', { data: [[ROW]] }, undefined, [ROW]],
		['an empty array within an array', { data: [[]] }, 'otp_devices', []],
		['nothing', { status: {} }, 'otp_devices', []],
		['null', { data: null }, 'otp_devices', []],
		['an object without the list', { data: {} }, 'otp_devices', []],
		['an array where a list is looked for', { data: [ROW] }, 'otp_devices', [ROW]],
		['one object', { data: ROW }, undefined, [ROW]],
		['not wrapped', [ROW], undefined, [ROW]],
		['numbers', { data: [[77777, 111111]] }, undefined, []],
	])('%s', (_, body, key, rows) => {
		expect(dataRows(body, key)).toEqual(rows);
	});
});

test('a single result of v2 is an object or an array of one', () => {
	expect(single(ROW)).toEqual(ROW);
	expect(single([ROW])).toEqual(ROW);
	for (const none of [undefined, null, [], [[]], 'x', 1]) expect(single(none)).toEqual({});
});

test('ids are text, whatever they come as', () => {
	expect(idOf(525509)).toBe('525509');
	expect(idOf(' 525509 ')).toBe('525509');
	expect(idOf('user_temp_otp_1')).toBe('user_temp_otp_1');
	for (const none of [undefined, null, 1.5, NaN, 2 ** 60, {}, true]) expect(idOf(none)).toBe('');
});

test('what has no value is not sent, 0 and false are', () => {
	expect(filled({ a: '', b: undefined, c: 0, d: false, e: 'x' })).toEqual({
		c: 0,
		d: false,
		e: 'x',
	});
	expect(without({ a: 1, b: 2 }, 'a')).toEqual({ b: 2 });
});

test('factors are known by their official names in both versions, not by labels', () => {
	expect(factorKind('OneLogin').type).toBe('push');
	expect(factorKind('OneLogin Protect').type).toBe('push');
	expect(factorKind('SMS')).toEqual(factorKind('OneLogin SMS'));
	expect(factorKind('YubiKey')).toEqual(factorKind('Yubico YubiKey'));
	for (const unknown of ['Something new', undefined, null, 'constructor', 'toString']) {
		expect(factorKind(unknown).type).toBe('other');
	}
});
