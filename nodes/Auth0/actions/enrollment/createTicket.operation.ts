import { checkEmail } from '../../../shared/exactMatch';
import { isHostName } from '../../../shared/host';
import type { Operation } from '../../../shared/operation';
import { filled } from '../../fields/newMethod';
import { userField, userOf } from '../../fields/user';
import { customDomainHeader, noHostName } from '../../transport/customDomain';

export const createTicket: Operation = {
	option: {
		name: 'Create Ticket',
		value: 'createTicket',
		description:
			'Make a link with which the user enrolls a factor. Whoever has the link can enroll; it works once and for five days.',
		action: 'Create enrollment ticket',
	},
	effect: 'once',
	handsOver: ['ticket_url', 'ticket_id'],
	fields: [
		userField,
		{
			displayName: 'Send Email',
			name: 'sendMail',
			type: 'boolean',
			default: false,
			description: 'Whether Auth0 sends the link to the user by email',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Allow Multiple Enrollments',
					name: 'allowMultiple',
					type: 'boolean',
					default: false,
					description:
						'Whether a user who has a factor already may add more. Universal Login only.',
				},
				{
					displayName: 'Custom Domain',
					name: 'customDomain',
					type: 'string',
					default: '',
					placeholder: 'e.g. login.example.com',
					description:
						'Domain in the link, for tenants with several custom domains. Goes before the one under Options.',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. ana@example.com',
					description: "Address to send the link to instead of the user's own",
				},
				{
					displayName: 'Email Locale',
					name: 'emailLocale',
					type: 'string',
					default: '',
					placeholder: 'e.g. fr',
					description: 'Language of the email',
				},
				{
					displayName: 'Factor',
					name: 'factor',
					type: 'options',
					options: [
						{ name: 'Email', value: 'email' },
						{ name: 'OTP', value: 'otp' },
						{ name: 'Phone', value: 'phone' },
						{ name: 'Push Notification', value: 'push-notification' },
						{ name: 'WebAuthn Platform', value: 'webauthn-platform' },
						{ name: 'WebAuthn Roaming', value: 'webauthn-roaming' },
					],
					default: 'otp',
					description: 'Kind of factor to enroll. Universal Login only.',
				},
			],
		},
	],

	async execute(item) {
		const more = item.collection('additionalFields');
		const text = (name: string, label: string) => item.asText(more[name], label);
		const email = text('email', 'Email');
		if (email !== '') checkEmail(item, email, 'Email');
		const customDomain = text('customDomain', 'Custom Domain');
		if (customDomain !== '' && !isHostName(customDomain)) {
			const { message, description } = noHostName(customDomain);
			throw item.refuse(message, description);
		}
		const body = filled({
			email,
			send_mail: item.flag('sendMail'),
			email_locale: text('emailLocale', 'Email Locale'),
			factor: text('factor', 'Factor'),
			allow_multiple_enrollments: more.allowMultiple,
		});
		const userId = await userOf(item);
		const answer = await item.api.send({
			method: 'POST',
			path: ['guardian', 'enrollments', 'ticket'],
			body: { user_id: userId, ...body },
			...(customDomain !== '' && { headers: customDomainHeader(customDomain) }),
			permission: 'create:guardian_enrollment_tickets',
			needsBody: true,
			step: 'createEnrollmentTicket',
			subjects: [{ parameter: 'User', value: userId }],
		});
		return { userId, ...answer.object };
	},
};
