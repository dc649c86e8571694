import { refusedSignIn, rememberRefusedSignIn } from '../../../nodes/shared/run/refusedSignIns';
import { useClock } from '../../../nodes/shared/time';
import { DrivenTime } from '../../support/drivenTime';

const fault = { message: 'no', description: 'no.' };

let time: DrivenTime;
let giveBack: () => void;
beforeEach(() => {
	time = new DrivenTime();
	giveBack = useClock(time);
});
afterEach(() => {
	giveBack();
});

test('a refusal holds for its execution and credential, for ten minutes', async () => {
	rememberRefusedSignIn('run 1', 'credential 1', fault);
	expect(refusedSignIn('run 1', 'credential 1')).toBe(fault);
	expect(refusedSignIn('run 1', 'credential 2')).toBeUndefined();
	expect(refusedSignIn('run 2', 'credential 1')).toBeUndefined();
	await time.sleep(10 * 60_000 - 1);
	expect(refusedSignIn('run 1', 'credential 1')).toBe(fault);
	await time.sleep(1);
	expect(refusedSignIn('run 1', 'credential 1')).toBeUndefined();
});

test('nothing is kept of what has no execution, as the lists of the editor', () => {
	rememberRefusedSignIn('', 'credential 1', fault);
	expect(refusedSignIn('', 'credential 1')).toBeUndefined();
});

test('what is kept does not grow without end', () => {
	for (let n = 0; n < 501; n++) rememberRefusedSignIn(`crowd ${n}`, 'c', fault);
	expect(refusedSignIn('crowd 0', 'c')).toBeUndefined();
	expect(refusedSignIn('crowd 500', 'c')).toBe(fault);
});
