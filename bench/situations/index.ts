import type { Situation } from '../lib/situation';
import { changingLimit } from './changingLimit';
import { fourProcesses } from './fourProcesses';
import { noLimit } from './noLimit';
import { requestsPerUser } from './requestsPerUser';
import { tenThousand } from './tenThousand';
import { withHeaders } from './withHeaders';
import { withoutHeaders } from './withoutHeaders';

export const situations: readonly Situation[] = [
	withHeaders,
	withoutHeaders,
	noLimit,
	fourProcesses,
	changingLimit,
	requestsPerUser,
	tenThousand,
];
