import type { Scenario } from '../lib/scenario';
import { auth0FirstSteps } from './auth0FirstSteps';
import { emnifyFirstSteps } from './emnifyFirstSteps';
import { offboarding } from './offboarding';
import { oneLoginFirstSteps } from './oneLoginFirstSteps';

/** What the demo runs, in this order. */
export function scenarios(evidenceFolder: string): Scenario[] {
	return [auth0FirstSteps, oneLoginFirstSteps, emnifyFirstSteps, offboarding(evidenceFolder)];
}
