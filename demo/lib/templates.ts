import { BY_NODE_TYPE } from './credentials';
import { fillIn, type Workflow } from './workflow';

/** The templates that the demo does not run by itself, ready to be tried in the editor. */
export function furtherTemplates(filesFolder: string): Workflow[] {
	const common = { credentials: BY_NODE_TYPE };
	return [
		fillIn('weekly-mfa-audit', {
			...common,
			id: 'weeklyMfaAudit',
			fields: { Settings: { reportFolder: filesFolder } },
		}),
		fillIn('helpdesk-mfa-reset', { ...common, id: 'helpdeskMfaReset' }),
		fillIn('step-up-approval', {
			...common,
			id: 'stepUpApproval',
			fields: { 'For a try': { approver: 'ana@example.com' } },
		}),
	];
}
