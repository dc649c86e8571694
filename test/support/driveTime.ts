import { useClock } from '../../nodes/shared/time';
import { useTime } from '../../sandbox/shared/time';
import { DrivenTime } from './drivenTime';

/** Lets the nodes and sandboxes of a test file go by a driven time. */
export function driveTime(): DrivenTime {
	const time = new DrivenTime();
	const giveBack: Array<() => void> = [];
	beforeAll(() => {
		giveBack.push(useClock(time), useTime(time));
	});
	afterAll(() => {
		for (const back of giveBack.splice(0)) back();
	});
	return time;
}
